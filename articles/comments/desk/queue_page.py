"""The page of the queue: what it shows."""

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.comments import closing
from articles.comments.desk import busy, deciding, leases
from articles.comments.desk.forms import BanForm, NoteForm, WarnForm
from articles.comments.desk.queue import BATCH, VIEWS, counts, take
from articles.comments.desk.shown import items_of
from articles.comments.desk.ways import ways
from articles.comments.models import Comment, RejectionReason, WriterNote
from newsroom.database.cached_values import cached_values
from newsroom.desk.colleagues import zoned
from newsroom.desk.ids import is_possible

BAN = "comments.add_ban"
SEE_NOTES, WRITE_NOTE = "comments.view_writernote", "comments.change_writernote"


def queue(request):
    view = VIEWS.get(request.GET.get("view"), VIEWS["waiting"])
    before, wanted = (id_in(request.GET, name) for name in ("before", "item"))
    page = leases.page_in(request.GET) or leases.new_page()  # a script asks for more comments for an open page
    items = items_of(take(view, by=request.user, page=page, before=before, wanted=wanted))
    current = next((item for item in items if item.comment.pk == wanted), items[0] if items else None)
    tell_of_days(request)
    context = request.desk_site.each_context(request) | {
        "title": _("Comments"),
        "items": items,
        "view": view,
        "views": [(one, number) for one, number in zip(VIEWS.values(), counts(request.user).values(), strict=True)],
        "busy": busy.busy_discussions(cached_values(request)),
        "last_act": undoable(request.user),
        "page": page,
        "lasts": int(leases.LASTS.total_seconds()),
        "ways": ways(request.user),
        "due_notes": WriterNote.objects.due().count() if request.user.has_perm(SEE_NOTES) else 0,
        "older": items[-1].comment.pk if items and not view.is_queue and len(items) == BATCH else None,
    }
    return render(
        request,
        "admin/comments/queue.html",
        context | {"current": current, "acts": acts_on(request, items, current, view) | {"page": page}},
    )


def acts_on(request, items, current, view):
    """Return what the form of acts needs: the comment on the screen, its neighbours and the reasons to reject."""
    place = items.index(current) if current else 0
    if current:
        current.is_current = True
    return {
        "view": view,
        "reasons": RejectionReason.choices,
        "ban": BanForm() if request.user.has_perm(BAN) else None,
        "warn": WarnForm(),
        "note": NoteForm() if request.user.has_perm(WRITE_NOTE) else None,
        "current": current,
        "previous": items[place - 1] if place else None,
        "following": items[place + 1] if place + 1 < len(items) else None,
    }


def id_in(sent, name):
    value = sent.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and is_possible(Comment._meta.pk, value) else None


def undoable(user):
    act = deciding.undoable_by(user).first()
    return act and {"pk": act.pk, "words": deciding.words_of(act)}


def tell_of_days(request):
    for day in closing.days_now():
        said = _("%(name)s, until %(time)s: comments on material marked “%(matter)s” cannot be approved.")
        words = {"name": day, "time": zoned(day.ends_at), "matter": day.get_matter_display()}
        messages.warning(request, said % words)
