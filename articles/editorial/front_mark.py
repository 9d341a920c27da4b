"""What an open page of the front page desk was made from: nobody undoes unseen what a colleague has just done."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from articles.editorial import front_slots, story_log
from articles.models import Act, BreakingLine, FrontSlot, StoryAct
from newsroom.desk.colleagues import zoned

OF_ONE_EDITION, OF_ALL = [Act.PLACE, Act.CLEAR], [Act.BREAK, Act.END_BREAK]


def mark_of(edition):
    """Return a text that is another one after each change of the places of an edition, or of any breaking news."""
    slots = FrontSlot.objects.filter(language=edition.stored_in).order_by("position")
    rows = [*slots.values_list("position", "article", "until")]
    lines = BreakingLine.objects.aggregate(number=Count("pk"), last=Max("changed_at"))  # an older one may be deleted
    return sha256(repr((rows, lines)).encode()).hexdigest()[:16]


def refuse_stale(edition, mark):
    """Raise ValidationError with who did what if an act is based on a page that is not right any more.

    Call it in the transaction of the act. Nobody else changes anything until its end.
    """
    front_slots.lock()
    if mark != mark_of(edition):
        raise ValidationError(" ".join([what_happened(edition), _("Nothing was changed. Look at it, and try again.")]))


def what_happened(edition):
    about_it = Q(act__in=OF_ONE_EDITION, language=edition.stored_in) | Q(act__in=OF_ALL)
    last = StoryAct.objects.filter(about_it).select_related("by", "article").first()
    if last is None:
        return _("The front page was changed after you had opened this page.")
    return _("%(person)s changed the front page: “%(story)s”, %(act)s, %(time)s.") % {
        "person": name_of(last.by),
        "story": last.article.edition(edition).title or last.article,
        "act": story_log.name_of(last),
        "time": zoned(last.at),
    }


def name_of(user):
    return (user.get_full_name() or user.get_username()) if user else _("Somebody")
