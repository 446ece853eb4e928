"""Agreements with their covenants, and until when these restrain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cases.models import Agreement, Covenant
from cases.restraints import windows_of
from cases.windows import Window
from facts.sources import Source
from facts.visibility import Viewer
from web.pages.sources import sources_of


@dataclass(frozen=True)
class Terms:
    """One agreement, its covenants with their windows as far as they can be counted, and the sources of all."""

    agreement: Agreement
    covenants: list[tuple[Covenant, Window | None]]
    sources: list[Source]


def terms_of(agreements: Iterable[Agreement], viewer: Viewer) -> list[Terms]:
    """Of agreements with covenants and sources prefetched; two queries more, however many they are."""
    listed = list(agreements)
    windows = windows_of(listed, viewer)
    return [
        Terms(
            each,
            [(covenant, windows.get(covenant.pk)) for covenant in each.covenants.all()],
            sources_of(each, *each.covenants.all()),
        )
        for each in listed
    ]
