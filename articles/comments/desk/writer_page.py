"""The page with everything that the moderators know of the writer of a comment."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from articles.comments.desk.writer import history_of, known_of
from articles.comments.models import Comment
from newsroom.desk.ids import is_possible


def writer(request, pk):
    comment = get_object_or_404(Comment.objects.select_related("person"), pk=pk)
    before = request.GET.get("before", "")
    is_id = before.isascii() and before.isdigit() and is_possible(Comment._meta.pk, before)
    context = request.desk_site.each_context(request) | {
        "title": _("Writer of a comment"),
        "comment": comment,
        "history": history_of(comment, request.GET.get("by", ""), int(before) if is_id else None),
    }
    return render(request, "admin/comments/writer.html", context | known_of(comment))
