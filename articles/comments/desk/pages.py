"""The page of the queue. It works with forms alone: each act leads to the next comment, with a way to undo it.

A script sends the same forms and gets JSON, so that the next comment is on screen without a new page.
"""

import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from articles.comments import closing, moderation, noting
from articles.comments.desk import busy, deciding, leases
from articles.comments.desk.figures_page import figures
from articles.comments.desk.forms import BanForm, NoteForm, WarnForm, act_in, tickets_in
from articles.comments.desk.queue import BATCH, VIEWS, counts, take
from articles.comments.desk.shown import items_of
from articles.comments.desk.writer_page import writer
from articles.comments.models import Comment, DecisionAct, RejectionReason, WriterNote
from articles.models import Article
from newsroom.database.cached_values import cached_values
from newsroom.desk import script_answers
from newsroom.desk.colleagues import zoned
from newsroom.desk.ids import is_possible

REFUSED = 422
SEE_LOG = "comments.view_decisionact"
BAN = "comments.add_ban"
SEE_NOTES, WRITE_NOTE = "comments.view_writernote", "comments.change_writernote"


def urls(site):
    """Return the addresses below the list of comments."""
    pages = [
        ("queue/", require_GET(never_cache(queue)), "queue"),
        ("queue/decide/", require_POST(decide), "queue_decide"),
        ("queue/undo/<int:pk>/", require_POST(undo), "queue_undo"),
        ("queue/leave/", require_POST(leave), "queue_leave"),
        ("figures/", require_GET(never_cache(figures)), "figures"),
        ("<int:pk>/writer/", require_GET(never_cache(writer)), "writer"),
        ("queue/note/", require_POST(note), "queue_note"),
        ("queue/slow/<int:pk>/", require_POST(slow), "queue_slow"),
    ]
    return [path(route, site.admin_view(with_site(view, site)), name=f"comments_{name}") for route, view, name in pages]


def with_site(view, site):
    def answer(request, **values):
        moderation.refuse_others(request.user)
        request.desk_site = site
        return view(request, **values)

    return answer


def queue(request):
    view = VIEWS.get(request.GET.get("view"), VIEWS["waiting"])
    before, wanted = (id_in(request.GET, name) for name in ("before", "item"))
    items = items_of(take(view, by=request.user, before=before, wanted=wanted))
    current = next((item for item in items if item.comment.pk == wanted), items[0] if items else None)
    tell_of_days(request)
    context = request.desk_site.each_context(request) | {
        "title": _("Comments"),
        "items": items,
        "view": view,
        "views": [(one, number) for one, number in zip(VIEWS.values(), counts(request.user).values(), strict=True)],
        "busy": busy.busy_discussions(cached_values(request)),
        "last_act": undoable(request.user),
        "until": end_of_leases(),
        "may_see_log": request.user.has_perm(SEE_LOG),
        "due_notes": WriterNote.objects.due().count() if request.user.has_perm(SEE_NOTES) else 0,
        "note_form": NoteForm() if request.user.has_perm(WRITE_NOTE) else None,
        "older": items[-1].comment.pk if items and not view.is_queue and len(items) == BATCH else None,
    }
    return render(
        request,
        "admin/comments/queue.html",
        context | {"current": current, "acts": acts_on(request, items, current, view)},
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
        "current": current,
        "previous": items[place - 1] if place else None,
        "following": items[place + 1] if place + 1 < len(items) else None,
    }


def end_of_leases():
    return timezone.localtime(timezone.now() + leases.LASTS)


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


def decide(request):
    tickets = tickets_in(request.POST)
    try:
        outcome = deciding.decide(*act_in(request.POST), tickets, request.POST, by=request.user)
    except ValidationError as error:
        return refused(request, error.messages[0])
    if script_answers.is_from_script(request):
        return told(
            request, {"warning": outcome.warning, "missed": sorted(outcome.missed), "others": sorted(outcome.others)}
        )
    if outcome.warning:
        messages.warning(request, outcome.warning)
    return to_queue(request, item=request.POST.get("next", ""))


def undo(request, pk):
    act = get_object_or_404(DecisionAct, pk=pk)
    ids = list(act.decisions.values_list("comment", flat=True))
    try:
        with transaction.atomic():
            undoing = moderation.undo(act, by=request.user)
            leases.claim(ids[:BATCH], by=request.user)
    except ValidationError as error:
        return refused(request, error.messages[0])
    count = undoing.decisions.count()
    words = ngettext("%d comment is as before.", "%d comments are as before.", count) % count
    if script_answers.is_from_script(request):
        return told(request, {"said": words})
    messages.success(request, words)
    return to_queue(request, item=ids[0] if ids else "")


def refused(request, message):
    if script_answers.is_from_script(request):
        return JsonResponse({"message": message}, status=REFUSED)
    messages.error(request, message)
    return to_queue(request, item=request.POST.get("comment", "").partition(":")[0])


def told(request, values):
    """Tell a script what can be undone now, and how many comments there are."""
    now = {"last": undoable(request.user), "counts": counts(request.user), "until": end_of_leases().isoformat()}
    return JsonResponse(values | now)


def to_queue(request, item):
    view = VIEWS.get(request.POST.get("view"), VIEWS["waiting"])
    query = {"view": view.name} | ({"item": item} if item else {})
    return HttpResponseRedirect(f"{reverse('admin:comments_queue')}?{urlencode(query)}")


def note(request):
    """Keep a note on the writer of the comment that a form names."""
    comment = get_object_or_404(Comment, pk=id_in(request.POST, "comment"))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return refused(request, " ".join(error for errors in form.errors.values() for error in errors))
    try:
        noting.note_writer(comment, form.cleaned_data["text"], by=request.user, look_on=form.cleaned_data["look_on"])
    except ValidationError as error:
        return refused(request, error.messages[0])
    messages.success(request, _("The note is kept."))
    return to_queue(request, item=comment.pk)


def slow(request, pk):
    article = get_object_or_404(Article, pk=pk)
    if busy.story_of(article) is None:
        raise Http404
    rules = busy.slow_down(article, by=request.user)
    if rules.slow_seconds > busy.SECONDS:
        messages.info(request, _("A slower mode was already on under this story, and stays."))
    else:
        messages.success(request, _("For an hour, everybody can write one comment a minute under this story."))
    return to_queue(request, item="")


def leave(request):
    """Release what the page had, which has been left: others may have it now."""
    try:
        until = datetime.datetime.fromisoformat(request.POST.get("until", "")).astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        raise PermissionDenied from None
    leases.leave(by=request.user, until=until)
    return HttpResponse(status=204)
