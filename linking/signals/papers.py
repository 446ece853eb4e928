"""Dockets, decisions, courts, places and time."""

from __future__ import annotations

from datetime import timedelta

from linking.evidence import Standing
from linking.reasons import reason
from linking.signals.finding import NOTHING, Finding, Look, caption_of, docket_of
from linking.vocabulary import DISPUTE

# A case is reported before it is opened, but hardly earlier than this: threatened suits, leaks, searches.
LEAD = timedelta(days=120)


def docket_cited(look: Look) -> Finding:
    """Is a docket of the case cited?"""
    docket = docket_of(look)
    return Finding(1.0, reason("docket_cited", docket=_as_entered(look.standing, docket))) if docket else NOTHING


def _as_entered(standing: Standing, normal: str) -> str:
    return standing.card.dockets[0] if len(standing.card.dockets) == 1 else normal


def caption_cited(look: Look) -> Finding:
    """Is the case cited by the names of its parties, "A v. B", as its title has them?"""
    caption = caption_of(look.evidence, look.standing)
    return Finding(1.0, reason("caption_cited", parties=caption)) if caption else NOTHING


def decision_cited(look: Look) -> Finding:
    """Is the day that the case's title carries cited, beside a court?"""
    for day in look.standing.facts.days:
        if day in look.evidence.days and any(look.evidence.topics[topic] for topic in DISPUTE):
            return Finding(1.0, reason("decision_cited", date=day.isoformat()))
    return NOTHING


def forum_named(look: Look) -> Finding:
    """Is the court or its place named?"""
    for text in look.evidence.told:
        for word in sorted(look.standing.facts.forum_words):
            if word in text:
                return Finding(1.0, reason("forum_agrees", forum=word))
    return NOTHING


def place_agrees(look: Look) -> Finding:
    """Is the jurisdiction named, by a court or a place of it?"""
    code = look.standing.card.jurisdiction
    if not code:
        return NOTHING
    if code in look.evidence.places:
        return Finding(1.0, reason("forum_agrees", forum=code))
    return Finding(0.5) if code.split("-")[0] in {place.split("-")[0] for place in look.evidence.places} else NOTHING


def forum_differs(look: Look) -> Finding:
    """Is it a prosecution told without a word of prosecution, or a civil case in an article that is all prosecution?"""
    criminal, civil = (
        look.evidence.topics["criminal"],
        look.evidence.topics["suit"] + look.evidence.topics["arbitration"],
    )
    if look.standing.facts.criminal and not criminal:
        return Finding(1.0, reason("forum_differs", forum="civil"))
    if not look.standing.facts.criminal and criminal >= 2 and criminal > civil:
        return Finding(0.7, reason("forum_differs", forum="criminal"))
    return NOTHING


def opening_year(look: Look) -> Finding:
    """Is the year named in which the case was opened?"""
    low, high = look.standing.card.opened_lo, look.standing.card.opened_hi
    if low is None or high is None:
        return NOTHING
    for year in range(low.year, min(high.year, low.year + 2) + 1):
        if year in look.evidence.years:
            return Finding(1.0, reason("time_agrees", year=year))
    return NOTHING


def before_case(look: Look) -> Finding:
    """Was the article published well before the case was opened? 1 for a year or more."""
    published, opened = look.evidence.page.document.published_on, look.standing.card.opened_lo
    if published is None or opened is None or published >= opened - LEAD:
        return NOTHING
    days = (opened - published).days
    told = reason("before_case", published=published.isoformat(), opened=opened.isoformat())
    return Finding(min(1.0, days / 365), told)
