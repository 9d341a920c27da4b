"""What the acts of the edit page do, and what they say then."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin import kept_correction
from articles.admin.telling_readers import number_in
from articles.editorial import discarding, drafts, killing, schedule, suggestions, workflow
from articles.editorial.shown_states import state_of, work_of
from articles.editorial.states import DRAFT_LABELS, DRAFT_MOVES
from articles.editorial.telling import SILENT
from articles.models import Work
from newsroom.desk.colleagues import zoned


class Question(NamedTuple):
    """What somebody is asked before an act: whether they mean it, or why."""

    text: str
    yes: str
    """The words of the button."""
    needs_reason: bool = False
    is_danger: bool = True


class Done:
    """What an act did: the entry in the history, and the message for the person."""

    def __init__(self, log, message):
        self.log, self.message = log, message


class StoryActs:
    """Mixin for the admin class of stories. `edit_acts.py` calls its acts."""

    def publish(self, request, article, edition, posted):
        if posted.has_unseen_words:
            raise ValidationError(workflow.changed_meanwhile(posted.draft))
        told = kept_correction.kept(request, article, edition)  # the question what to tell readers has not all of it
        workflow.publish(
            article, edition, by=request.user, at=posted.publish_at, version=posted.version,
            correction=told["correction"], kind=told["correction_kind"], note=told["note"], asks=True,
        )  # fmt: skip
        kept_correction.forget(request, article, edition)
        if plan := schedule.planned_for(article, edition):
            said = _("Readers will have the change on %(time)s. Until then they have the present text.")
            return Done(f"{edition.code}: planned", said % {"time": zoned(plan.publish_at)})
        here = article.edition(edition)
        state = {"edition": edition.autonym, "state": state_of(here, None).label}
        if not here.is_live:
            state["state"] += f", {zoned(here.published_at)}"
        said = [_("The edition “%(edition)s” is now: %(state)s.") % state]
        if told["correction"].strip() and told["correction_kind"] != SILENT:
            said.append(_("The correction is published with it."))
        return Done(f"{edition.code}: published", " ".join(said))

    def flash(self, request, article, edition, posted):
        if posted.has_unseen_words:
            raise ValidationError(workflow.changed_meanwhile(posted.draft))
        workflow.publish_flash(article, edition, by=request.user, version=posted.version)
        return Done(f"{edition.code}: flash", _("The headline is public. Write the text on this page and publish it."))

    def withdraw(self, request, article, edition, posted):
        workflow.withdraw(article, edition, by=request.user, reason=reason_given(request))
        message = _("The edition “%(edition)s” is withdrawn from the site.") % {"edition": edition.autonym}
        return Done(f"{edition.code}: withdrawn", message)

    def cancel_change(self, request, article, edition, posted):
        schedule.cancel_change(article, edition, by=request.user)
        return Done(f"{edition.code}: plan cancelled", _("The planned change is cancelled. The draft keeps its words."))

    def kill(self, request, article, edition, posted):
        killing.kill(article, by=request.user, reason=reason_given(request))
        message = _("The story is killed: no edition of it is public, and its addresses say that it was withdrawn.")
        return Done("shared: killed", message)

    def lift_kill(self, request, article, edition, posted):
        killing.lift_kill(article, by=request.user, reason=reason_given(request))
        return Done("shared: kill lifted", _("The kill is lifted. Each edition can be published again."))

    def discard(self, request, article, edition, posted):
        discarding.discard(article, edition, by=request.user, version=seen_version(request))
        return Done(f"{edition.code}: discarded", _("The draft has the words that are published again."))

    def move(self, request, article, edition, posted):
        to = state_asked(request)
        workflow.move_draft(article, edition, to, by=request.user, reason=reason_given(request))
        here, draft = article.edition(edition), drafts.draft_of(article, edition)
        state = {"edition": edition.autonym, "state": (work_of(here, draft) or state_of(here, draft)).label}
        return Done(f"{edition.code}: {to.value}", _("The edition “%(edition)s” is now: %(state)s.") % state)

    def accept(self, request, article, edition, posted):
        number = suggestions.accept(article, edition, suggestion_asked(request), by=request.user)
        message = ngettext("%(count)d suggestion is accepted.", "%(count)d suggestions are accepted.", number)
        return Done(f"{edition.code}: accepted", message % {"count": number})

    def refuse(self, request, article, edition, posted):
        number = suggestions.refuse(article, edition, suggestion_asked(request), by=request.user)
        message = ngettext("%(count)d suggestion is refused.", "%(count)d suggestions are refused.", number)
        return Done(f"{edition.code}: refused", message % {"count": number})

    def publish_shared(self, request, article, edition, posted):
        if posted.has_unseen_values:
            raise ValidationError(workflow.changed_meanwhile(posted.shared_draft))
        is_changed = drafts.shared_draft_of(article).is_changed
        workflow.publish_shared(article, by=request.user, version=posted.shared_version)
        if not is_changed:
            raise ValidationError(workflow.NOTHING_NEW)
        message = _("The changes in all editions are published.")
        if names := ", ".join(posted.shared.gone):
            message = _("The changes in all editions are published, without what was deleted meanwhile: %(names)s.")
            message %= {"names": names}
        return Done("shared: published", message)

    def discard_shared(self, request, article, edition, posted):
        discarding.discard_shared(article, by=request.user, version=seen_version(request))
        return Done("shared: discarded", _("The fields of all editions have the published values again."))

    def may_be_confirmed(self, act):
        return act in (
            self.publish,
            self.withdraw,
            self.kill,
            self.lift_kill,
            self.move,
            self.discard,
            self.discard_shared,
        )

    def question_before(self, act, request):
        """Return what to ask before an act that takes something away or needs a reason; None if nothing is to ask."""
        if act == self.discard:
            text = _("The draft gets the words that readers have. What was changed since is discarded.")
            return Question(text, _("Discard the changes"))
        if act == self.discard_shared:
            text = _("The fields of all editions get the values that readers see. Changes are discarded.")
            return Question(text, _("Discard the changes"))
        if reason_given(request) and act != self.kill:
            return None
        if act == self.kill:  # asked always: a reason that is typed may be that of another act
            text = _(
                "All editions leave the site at once, and what is planned for them is cancelled. Their addresses will"
                " say that the editors have withdrawn the story. The newsroom keeps it."
            )
            return Question(text, _("Kill the story in all editions"), needs_reason=True)
        if act == self.lift_kill:
            text = _("Editions of this story can be published again. None is public by that.")
            return Question(text, _("Lift the kill"), needs_reason=True, is_danger=False)
        if act == self.withdraw:
            text = _("Readers will no longer find this edition. Its address will say that there is no such page.")
            return Question(text, _("Withdraw the edition"), needs_reason=True)
        if act == self.move and state_asked(request) in states_that_need_reason():
            text = _("The edition goes back to those who write it.")
            return Question(text, DRAFT_LABELS[state_asked(request)], needs_reason=True, is_danger=False)
        return None


def state_asked(request):
    """Return the state of work to which a draft is to move: a `Work`, or what else was sent."""
    to = request.POST.get("to", "")
    return Work(to) if to in Work.values else to


def suggestion_asked(request):
    """Return the id of the suggestion to decide; None for all."""
    return request.POST.get("suggestion") or None


def reason_given(request):
    return request.POST.get("reason", "").strip()


def states_that_need_reason():
    return {to for (_origin, to), move in DRAFT_MOVES.items() if move.needs_reason}


def seen_version(request):
    """Return the version of the draft that somebody was asked about, and has confirmed."""
    return number_in(request.POST.get("seen", ""))
