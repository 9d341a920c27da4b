"""What the first page of the desk says about comments."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from articles.comments.appeals.rules import to_decide
from articles.comments.desk import own_stories
from articles.comments.desk.signatures import author_with
from articles.comments.late import since_when
from articles.comments.models import Comment, WriterNote
from articles.comments.rules import comment_settings
from newsroom.database.cached_values import cached_values
from newsroom.desk.first_page import Notice

MOST_COUNTED = 99


def waiting(request):
    if not request.user.has_perm("comments.view_comment"):
        return
    waits = since_when(Comment.objects.waiting()).order_by("since")
    since = [*waits.values_list("since", flat=True)[: MOST_COUNTED + 1]]
    if since:
        note = _("the oldest for %(time)s") % {"time": timesince(since[0], timezone.now(), depth=1)}
        hours = cached_values(request).get(comment_settings).late_after
        late = [at for at in since if hours and at <= timezone.now() - timedelta(hours=hours)]
        is_late, number = bool(late), len(late or since)
        words = _("comments wait too long") if is_late else _("comments wait")
        shape = "blocks" if is_late else "advises"
        yield Notice(words, reverse("admin:comments_queue"), f"{printed(number)} · {note}", shape)


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
    if number := to_decide(request.user).count():
        yield Notice(_("appeals of writers wait"), f"{reverse('admin:comments_queue')}?view=appealed", str(number))


def on_own_stories(request):
    """The way to the comments on an author's stories, with the number of new ones."""
    author = author_with(request.user)
    if author is None:
        return
    new = own_stories.new_for(author, request.user).values_list("pk", flat=True)
    number, address = len(new[: MOST_COUNTED + 1]), reverse("admin:comments_mine")
    if number:
        yield Notice(_("new comments on your stories"), address, printed(number))
    else:
        yield Notice(_("Comments on my stories"), address, shape="note")


def printed(number):
    return str(number) if number <= MOST_COUNTED else f"{MOST_COUNTED}+"
