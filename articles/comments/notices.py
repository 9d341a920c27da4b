"""What the first page of the desk says about comments."""

from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from articles.comments.appeals.rules import not_for
from articles.comments.models import Appeal, Comment, WriterNote
from newsroom.desk.first_page import Notice

MOST_COUNTED = 99


def waiting(request):
    if not request.user.has_perm("comments.view_comment"):
        return
    sent = [*Comment.objects.waiting().order_by("sent_at").values_list("sent_at", flat=True)[: MOST_COUNTED + 1]]
    if sent:
        count = f"{MOST_COUNTED}+" if len(sent) > MOST_COUNTED else str(len(sent))
        note = _("the oldest for %(time)s") % {"time": timesince(sent[0], timezone.now(), depth=1)}
        yield Notice(_("comments wait"), reverse("admin:comments_queue"), f"{count} · {note}")


def notes_to_look_at(request):
    if not request.user.has_perm("comments.view_writernote"):
        return
    if number := WriterNote.objects.due().count():
        address = f"{reverse('admin:comments_writernote_changelist')}?look=due"
        yield Notice(_("writers of comments to look at again"), address, str(number))


def appeals(request):
    """Appeals that the user may decide about."""
    if not request.user.has_perm("comments.change_comment"):
        return
    if number := Appeal.objects.open().exclude(comment__in=not_for(request.user)).count():
        yield Notice(_("appeals of writers wait"), f"{reverse('admin:comments_queue')}?view=appealed", str(number))
