"""Write to the writers of comments about answers. The outbox sends the mails, after the answer is shown."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.comments.models import Comment, ReplyWish, State
from articles.comments.people.models import Contact, Kind, PersonState
from articles.comments.replies.wishes import are_offered, token_of
from newsroom import editions
from newsroom.outbox import adding as outbox
from newsroom.outbox.channels import Kind as Promise
from newsroom.outbox.channels import channel
from newsroom.staff.mail import MOST_LETTERS, hand_over

CHANNEL = "answer to a comment"
MOST_A_DAY = 10
"""Mails about one comment."""
MOST_QUOTED = 400
"""Letters of the answer."""


def tell_of(ids):
    """Promise mails about answers that are shown from now on, in the transaction that shows them.

    An answer is told of once, however often it is hidden and shown again. Nobody is told of their own.
    """
    if not ids or not are_offered():
        return
    wanted = Comment.objects.filter(pk__in=ids, parent__reply_wish__isnull=False)
    others = wanted.filter(Q(person=None) | ~Q(person=F("parent__person")))
    for pk in others.order_by("pk").values_list("pk", flat=True):
        outbox.add(CHANNEL, act=f"answer {pk}", answer=pk)


@channel(CHANNEL, Promise.MESSAGE, lambda answer: _("Mail about an answer to a comment"))
def send(answer):
    """Send a mail about an answer if readers still see it, and its reader still wants it."""
    shown = Comment.objects.filter(pk=answer, state=State.APPROVED, parent__state=State.APPROVED)
    row = shown.select_related("article", "parent__person").first()
    if row is None or not are_offered():
        return
    edition, address = editions.BY_CODE[row.language], address_of(row.parent.person)
    story = row.article.edition(edition)
    if address and story.is_live and count_mail(row.parent):
        with translation.override(edition.code):
            hand_over(letter_about(row, story, address))


def address_of(person):
    """Return the confirmed mail address of a commenter; None without one, or if the agreement has ended."""
    if person is None or person.state != PersonState.ACTIVE:
        return None
    contact = Contact.objects.filter(person=person, kind=Kind.EMAIL).first()
    return contact.value if contact else None


def count_mail(comment):
    """Return whether the writer of a comment wants one more mail today, and count it."""
    today, wishes = timezone.localdate(), ReplyWish.objects.filter(comment=comment)
    wishes.exclude(told_on=today).update(told_on=today, told=0)
    return wishes.filter(told__lt=MOST_A_DAY).update(told=F("told") + 1) > 0


def letter_about(answer, story, address):
    """Return the mail. It is plain text, so nothing in it is markup; lines of the answer are marked as quoted."""
    subject = " ".join((_("An answer to your comment: %(story)s") % {"story": story.title}).split())
    stop = settings.SITE_URL + reverse("stop_replies", args=[token_of(answer.parent)])
    quoted = Truncator(answer.text).chars(MOST_QUOTED).splitlines()
    parts = [
        _("%(name)s has answered your comment:") % {"name": answer.name},
        "\n".join(f"> {line}" for line in quoted),
        f"{settings.SITE_URL}{story.address}?comment={answer.pk}#comment-{answer.pk}",
        _("To get no more of these mails:"),
        stop,
    ]
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(subject[:MOST_LETTERS], "\n\n".join(parts), to=[address], headers=headers)
