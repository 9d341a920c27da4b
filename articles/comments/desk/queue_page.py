"""The page of the queue: what it shows."""

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.comments import closing
from articles.comments.desk import busy, deciding, leases
from articles.comments.desk.kept import new_form
from articles.comments.desk.queue import BATCH, VIEWS, counts, take
from articles.comments.desk.shown import items_of
from articles.comments.desk.signatures import add_names
from articles.comments.desk.ways import ways
from articles.comments.models import Comment, RejectionReason, WriterNote
from newsroom.database.cached_values import cached_values
from newsroom.desk.colleagues import zoned
from newsroom.desk.ids import is_possible

BAN = "comments.add_ban"
SEE_NOTES, WRITE_NOTE = "comments.view_writernote", "comments.change_writernote"


REFUSED = 422


def queue(request):
    page = leases.page_in(request.GET) or leases.new_page()  # a script asks for more comments for an open page
    before, wanted = (id_in(request.GET, name) for name in ("before", "item"))
    return show(request, view_in(request.GET), page, wanted, before=before)


def show_again(request, kept):
    """Show the queue after an act that is refused, with what was typed: in its panel, if its comment can be shown."""
    leases.leave(by=request.user, page=leases.page_in(request.POST))
    wanted = id_in({"item": kept.comment}, "item")
    return show(request, view_in(request.POST), leases.new_page(), wanted, kept=kept, status=REFUSED)


def view_in(sent):
    return VIEWS.get(sent.get("view"), VIEWS["waiting"])


def address_of(view):
    return f"{reverse('admin:comments_queue')}?view={view.name}"


def show(request, view, page, wanted, *, before=None, kept=None, status=200):
    items = items_of(take(view, by=request.user, page=page, before=before, wanted=wanted))
    add_names(items, request.user)
    current = next((item for item in items if item.comment.pk == wanted), items[0] if items else None)
    for item in items:
        item.is_ticked = bool(kept and item.comment.pk in kept.ticked)
    tell_of_days(request)
    context = request.desk_site.each_context(request) | {
        "title": _("Comments"),
        "items": items,
        "view": view,
        "next_view": view_after(view),
        "views": [(one, number) for one, number in zip(VIEWS.values(), counts(request.user).values(), strict=True)],
        "busy": busy.busy_discussions(cached_values(request)),
        "last_act": undoable(request.user),
        "page": page,
        "lasts": int(leases.LASTS.total_seconds()),
        "ways": ways(request.user),
        "due_notes": WriterNote.objects.due().count() if request.user.has_perm(SEE_NOTES) else 0,
        "older": items[-1].comment.pk if items and not view.is_queue and len(items) == BATCH else None,
    }
    is_here = bool(kept and current and kept.belongs_to(current.comment))
    panels = panels_of(request.user, kept if is_here else None)
    context |= {
        "current": current,
        "acts": acts_on(items, current) | panels | {"view": view, "page": page, "address": address_of(view)},
        "unsent": "\n\n".join(kept.texts) if kept and not is_here else "",
    }
    return render(request, "admin/comments/queue.html", context, status=status)


def view_after(view):
    views = [*VIEWS.values()]
    return views[(views.index(view) + 1) % len(views)]


def panels_of(user, kept):
    """Return the forms of the panels that somebody may use, and which of them is open."""
    names = ["answer", "warn", *["ban"] * user.has_perm(BAN), *["note"] * user.has_perm(WRITE_NOTE)]
    forms = {name: kept.form_of(name) if kept else new_form(name) for name in names}
    return forms | {"new_note": new_form("note"), "open": kept.panel if kept else "", "kept": kept}


def acts_on(items, current):
    """Return what the form of acts needs: the comment on the screen, its neighbours and the reasons to reject."""
    place = items.index(current) if current else 0
    if current:
        current.is_current = True
    return {
        "reasons": RejectionReason.choices,
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
