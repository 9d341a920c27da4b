"""Comments that wait too long: who decides about comments gets a mail, once a day, and sees it on the first page."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.comments.models import Comment
from articles.comments.rules import comment_settings
from newsroom.outbox.chores import chore
from newsroom.staff.mail import write_to
from newsroom.staff.models import User

DECIDES = "comments.change_comment"
MOST_COUNTED = 999


def since_when(comments):
    """Annotate waiting comments with `since`: when they were sent, or when something let them wait again."""
    return comments.annotate(since=Coalesce("decided_at", "sent_at"))


def late(limits, now):
    """Return the comments that wait longer than the settings allow, the oldest first; none without a limit."""
    waiting = since_when(Comment.objects.waiting() if limits.late_after else Comment.objects.none())
    return waiting.filter(since__lte=now - timedelta(hours=limits.late_after)).order_by("since", "pk")


@chore
def tell_of_late():
    """Write to everybody who decides about comments, unless they had such a mail today. Return how many mails."""
    now = timezone.now()
    since = [*late(comment_settings(), now).values_list("since", flat=True)[: MOST_COUNTED + 1]]
    if not since:
        return 0
    act = f"comments wait {timezone.localdate(now)}"
    with transaction.atomic():
        return sum(write_to(person, lambda: words_about(since, now), act=act) for person in who_decides())


def who_decides():
    backend = "django.contrib.auth.backends.ModelBackend"
    return User.objects.with_perm(DECIDES, backend=backend, include_superusers=False).filter(is_staff=True)


def words_about(since, now):
    """Return the subject and the text of the mail."""
    subject = ngettext("%d comment waits too long", "%d comments wait too long", len(since)) % len(since)
    oldest = _("The oldest waits for %(time)s.") % {"time": timesince(since[0], now, depth=1)}
    return subject, "\n\n".join([f"{subject}. {oldest}", settings.SITE_URL + reverse("admin:comments_queue")])
