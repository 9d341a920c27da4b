"""What the acts of the edit page do, and what they say then."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.admin import kept_correction
from articles.editorial import discarding, drafts, workflow
from articles.editorial.shown_states import state_of
from articles.models import Work


class Done:
    """What an act did: the entry in the history, and the message for the person."""

    def __init__(self, log, message):
        self.log, self.message = log, message


class StoryActs:
    """Mixin for the admin class of stories. `edit_acts.py` calls its acts."""

    def publish(self, request, article, edition, posted):
        if posted.has_unseen_words:
            raise ValidationError(workflow.changed_meanwhile(posted.draft))
        correction = request.POST.get("correction", "")
        workflow.publish(
            article, edition, by=request.user, at=posted.publish_at, version=posted.version, correction=correction
        )
        kept_correction.forget(request, article, edition)
        state = {"edition": edition.autonym, "state": state_of(article.edition(edition), None).label}
        said = [_("The edition “%(edition)s” is now: %(state)s.") % state]
        if correction.strip():
            said.append(_("The correction is published with it."))
        return Done(f"{edition.code}: published", " ".join(said))

    def flash(self, request, article, edition, posted):
        if posted.has_unseen_words:
            raise ValidationError(workflow.changed_meanwhile(posted.draft))
        workflow.publish_flash(article, edition, by=request.user, version=posted.version)
        return Done(f"{edition.code}: flash", _("The headline is public. Write the text on this page and publish it."))

    def withdraw(self, request, article, edition, posted):
        workflow.withdraw(article, edition, by=request.user)
        message = _("The edition “%(edition)s” is withdrawn from the site.") % {"edition": edition.autonym}
        return Done(f"{edition.code}: withdrawn", message)

    def discard(self, request, article, edition, posted):
        discarding.discard(article, edition, by=request.user, version=seen_version(request))
        return Done(f"{edition.code}: discarded", _("The draft has the words that are published again."))

    def move(self, request, article, edition, posted):
        to = request.POST.get("to", "")
        workflow.move_draft(article, edition, Work(to) if to in Work.values else to, by=request.user)
        state = {"edition": edition.autonym, "state": Work(to).label}
        return Done(f"{edition.code}: {to}", _("The edition “%(edition)s” is now: %(state)s.") % state)

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

    @property
    def acts_to_confirm(self):
        """Acts that take something away: what they take, and the words of the button."""
        return {
            self.withdraw: (
                _("Readers will no longer find this edition. Its address will say that it was withdrawn."),
                _("Withdraw the edition"),
            ),
            self.discard: (
                _("The draft gets the words that readers have. What was changed since is discarded."),
                _("Discard the changes"),
            ),
            self.discard_shared: (
                _("The fields of all editions get the values that readers see. Changes are discarded."),
                _("Discard the changes"),
            ),
        }


def seen_version(request):
    """Return the version of the draft that somebody was asked about, and has confirmed."""
    sent = request.POST.get("seen", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else -1
