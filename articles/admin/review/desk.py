"""One request of the review screen: do what was pressed, then show what comes next, in one answer.

A decision answers with the next article at once instead of sending the browser to ask for it: half the requests. Should
the answer be reloaded, the decision comes a second time, is found decided already, and changes nothing.
"""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from articles import services
from articles.admin.review.asked import asked_of, key_of, keys_of
from articles.admin.review.forms import ProposedForm, forms_of
from articles.admin.review.screen import Said, Screen, merge_page
from articles.models import Article, ReviewLease, Suggestion
from articles.services import Choice, ItemRefusedError, LeaseEndedError
from articles.services.reviewing import Verb, own_lease
from cases.models import Case
from facts.admin.forms import in_words, reason_of

# What each verb says once it is done.
DONE = {"accept": "Accepted", "reject": "Rejected", "unsure": "Set aside as unsure"}
_VERBS = frozenset(DONE)


class Desk(Screen):
    """What was asked of the review screen, and the answer."""

    def answer(self) -> HttpResponse:
        """A button or key."""
        verb, _, key = self.request.POST.get("do", "").partition(":")
        given = self.request.POST.get("item", "")
        article = key_of(given)
        if verb == "undo":
            return self._undo()
        if verb == "next" or article is None:
            return self.next()
        if verb == "skip":
            services.put_off(editor=self.editor, article=article)
            self.said.append(Said("success", "Skipped: it comes again after the others."))
            return self.next()
        if verb == "takeover":
            return self._take_over(article)
        if verb == "new_case":
            return HttpResponseRedirect(reverse("admin:articles_suggestion_review_new_case", args=[article]))
        if verb == "merge":
            return self._merge(article)
        return self._decide(article, verb, key)

    def show(self) -> HttpResponse:
        """The page as it is opened or reloaded."""
        mine = own_lease(self.editor)
        if mine is not None and mine.until <= timezone.now():
            over = self._over(mine.article_id, None)
            if over is not None:
                return over
        return self.next()

    def next(self) -> HttpResponse:
        """The article that this editor has, or the one that comes next."""
        return self._taken(services.take(editor=self.editor, wanted=self.wanted))

    def _taken(self, lease: ReviewLease | None) -> HttpResponse:
        item = None if lease is None else self.item(lease.article_id)
        if item is not None and not item.open:
            return self.next()
        return self.page(item, lease)

    def _undo(self) -> HttpResponse:
        try:
            back = services.undo_decision(editor=self.editor, deed=key_of(self.request.POST.get("deed", "")))
        except ValidationError as error:
            self.said.append(Said("error", f"Not taken back. {in_words(error)}"))
        else:
            count = len(back.reopened)
            parts = [f"{_counted(count, 'suggestion')} as before"] if count else []
            parts += [f"{_counted(back.removed, 'record')} removed"] if back.removed else []
            self.said.append(Said("success", f"Taken back: {', '.join(parts)}."))
            self.wanted = services.Wanted()
        return self.next()

    def _take_over(self, article: UUID) -> HttpResponse:
        try:
            lease = services.take_over(editor=self.editor, article=article)
        except Article.DoesNotExist:
            return self.next()
        item = self.item(article)
        if not item.open:
            self.said.append(Said("warning", "Everything of it is decided by now. Here is the next one."))
            return self.next()
        self.typed = self.request.POST
        self.said.append(Said("success", "It is yours for another ten minutes."))
        return self.page(item, lease)

    def _merge(self, article: UUID) -> HttpResponse:
        """To the preview of merging the chosen candidate's case with the first one ticked beside it."""
        item = self.item(article)
        cases = {str(each.suggestion.pk): str(each.case.pk) for each in item.candidates}
        keys = [self.request.POST.get("chosen", ""), *self.request.POST.getlist("also")]
        two = list(dict.fromkeys(cases[key] for key in keys if key in cases))[:2]
        page = merge_page()
        if page is None or not two:
            self.said.append(Said("warning", "Choose a case to merge."))
            return self.next()
        return HttpResponseRedirect(f"{page}?{urlencode(dict(zip(('one', 'two'), two, strict=False)))}")

    def _decide(self, article: UUID, verb: str, key: str) -> HttpResponse:
        """Decide what was chosen, all or nothing."""
        self.typed = self.request.POST
        stay = verb == "one"
        try:
            choices = self._choices(article, verb, key)
            if not choices:
                self.said.append(Said("warning", "Nothing is chosen, so nothing was decided."))
                return self._again(article)
            note = reason_of(self.request.POST)
            done, lease = services.decide_and_take(
                editor=self.editor, article=article, choices=choices, note=note, stay=stay, wanted=self.wanted
            )
        except Article.DoesNotExist:
            self.said.append(Said("error", "This article is gone. Nothing was changed."))
            return self.next()
        except LeaseEndedError as error:
            return self._over(article, error.holder) or self._gone(article)
        except ItemRefusedError as error:
            return self._refused(article, error)
        self._tell(choices, done)
        if stay and done.left:
            return self.next()
        self.typed = None
        return self._taken(lease)

    def _choices(self, article: UUID, verb: str, key: str) -> list[Choice]:
        post = self.request.POST
        seen: dict[UUID, int] = {}
        for each in post.getlist("seen"):
            shown, _, version = each.partition(":")
            found = key_of(shown)
            if found is not None and version.isdigit():
                seen[found] = int(version)
        what, _, which = key.partition(":")
        wanted = {key_of(which): what} if verb == "one" else asked_of(verb, post, keys_of(post.getlist("candidate")))
        edits, chosen = self._edits(article, [one for one, asked in wanted.items() if asked == "accept"])
        choices = []
        for suggestion, asked in wanted.items():
            if suggestion is None or suggestion not in seen or asked not in _VERBS:
                continue
            changes = services.Changes()
            if asked == "accept" and suggestion in edits:
                try:
                    changes = edits[suggestion].changes(chosen)
                except ValidationError as error:
                    raise ItemRefusedError(suggestion, error) from error
            choices.append(Choice(suggestion, seen[suggestion], cast("Verb", asked), changes))
        return choices

    def _edits(self, article: UUID, accepted: list[UUID | None]) -> tuple[dict[UUID, ProposedForm], Case | None]:
        """What was put right of proposed entries, and the chosen case; only read where an entry is accepted."""
        if not any(f"s-{key}-" in name for name in self.request.POST for key in accepted):
            return {}, None
        item, chosen = self.item(article), self.request.POST.get("chosen")
        case = next((each.case for each in item.candidates if str(each.suggestion.pk) == chosen), None)
        return forms_of(item, self.request.POST), case

    def _tell(self, choices: Iterable[Choice], done: Any) -> None:
        for verb, word in DONE.items():
            keys = [choice.suggestion for choice in choices if choice.verb == verb]
            rows = [each.suggestion for each in done.decided if each.suggestion.pk in keys]
            if len(rows) == 1:
                self.said.append(Said("success", f"{word}: {rows[0]}."))
            elif rows:
                self.said.append(Said("success", f"{word}: {_counted(len(rows), 'suggestion')}."))
        for each in done.decided:
            self.said += [Said("warning", notice.message) for notice in each.warnings]

    def _refused(self, article: UUID, refusal: ItemRefusedError) -> HttpResponse:
        codes = {error.code for errors in refusal.error.error_dict.values() for error in errors}
        item = self.item(article)
        if codes & {"already_decided", "changed"}:
            self.said.append(Said("error", f"{in_words(refusal.error)} Nothing was changed by you."))
            return self._again(article) if item.open else self.next()
        self.refusal = refusal
        if not any(each.suggestion.pk == refusal.suggestion for each in item.proposed):
            self.said.append(Said("error", f"Not decided. {in_words(refusal.error)}"))
        else:
            self.said.append(Said("error", "Not decided: see the marked entry below. Nothing was changed."))
        return self._again(article)

    def _again(self, article: UUID) -> HttpResponse:
        """The same article with what was typed."""
        lease = own_lease(self.editor)
        if lease is None or lease.article_id != article or lease.until <= timezone.now():
            return self._over(article, None) or self.next()
        return self.page(self.item(article), lease)

    def _over(self, article: UUID, holder: str | None) -> HttpResponse | None:
        """The offer to take an article over or to go on; None where nothing of it is open."""
        item = self.item(article)
        if not item.open:
            return None
        if holder is None:
            others = ReviewLease.objects.filter(article=article, until__gt=timezone.now()).exclude(editor=self.editor)
            holder = next((str(lease.editor) for lease in others.select_related("editor")), None)
        return self.page(item, None, over=True, holder=holder)

    def _gone(self, article: UUID) -> HttpResponse:
        last = Suggestion.objects.decided_last(article)
        who = "somebody" if last is None else "you" if last.decided_by == self.editor else last.decided_by
        when = f", {last.decided_at:%Y-%m-%d %H:%M} UTC" if last is not None and last.decided_at else ""
        what = f" ({last.get_state_display().lower()})" if last is not None else ""
        self.said.append(Said("error", f"It was decided meanwhile by {who}{what}{when}. Nothing was changed now."))
        self.typed = None
        return self.next()


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
