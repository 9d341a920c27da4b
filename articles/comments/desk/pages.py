"""The page of the queue. It works with forms alone: each act leads to the next comment, with a way to undo it.

A script sends the same forms and gets JSON, so that the next comment is on screen without a new page.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from articles.comments import moderation, noting
from articles.comments.desk import busy, deciding, leases
from articles.comments.desk.figures_page import figures
from articles.comments.desk.forms import NoteForm, act_in, ids_in, tickets_in
from articles.comments.desk.kept import Kept
from articles.comments.desk.queue import counts
from articles.comments.desk.queue_page import REFUSED, id_in, queue, show_again, undoable, view_in
from articles.comments.desk.writer_page import writer
from articles.comments.models import Comment, DecisionAct
from articles.models import Article
from newsroom.desk import script_answers


def urls(site):
    """Return the addresses below the list of comments."""
    pages = [
        ("queue/", require_GET(never_cache(queue)), "queue"),
        ("queue/decide/", require_POST(decide), "queue_decide"),
        ("queue/undo/<int:pk>/", require_POST(undo), "queue_undo"),
        ("queue/renew/", require_POST(renew), "queue_renew"),
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


def decide(request):
    tickets, page = tickets_in(request.POST), leases.page_in(request.POST)
    try:
        outcome = deciding.decide(*act_in(request.POST), tickets, request.POST, by=request.user, page=page)
    except ValidationError as error:
        return refused(request, error.messages[0])
    if script_answers.is_from_script(request):
        return told(
            request, {"warning": outcome.warning, "missed": sorted(outcome.missed), "others": sorted(outcome.others)}
        )
    if outcome.warning:
        messages.warning(request, outcome.warning)
    if outcome.missed == tickets.keys() and (kept := kept_in(request)):
        return show_again(request, kept)
    return to_queue(request, item=request.POST.get("next", ""))


def undo(request, pk):
    act = get_object_or_404(DecisionAct, pk=pk)
    ids = list(act.decisions.values_list("comment", flat=True))
    try:
        undoing = moderation.undo(act, by=request.user)
    except ValidationError as error:
        return refused(request, error.messages[0])
    count = undoing.decisions.count()
    words = ngettext("%d comment is as before.", "%d comments are as before.", count) % count
    first = ids[0] if ids else ""
    if script_answers.is_from_script(request):
        return told(request, {"said": words, "back": back_on_page(request, ids), "first": first})
    messages.success(request, words)
    return to_queue(request, item=first)


def back_on_page(request, ids):
    """Return which comments of an act a page may show again: those that nobody has got meanwhile."""
    wanted = ids_in(request.POST, "back") & set(ids)
    return sorted(leases.claim(wanted, by=request.user, page=leases.page_in(request.POST)))


def kept_in(request, panel=""):
    return Kept(request.POST, panel or act_in(request.POST)[0])


def refused(request, message, panel=""):
    if script_answers.is_from_script(request):
        return JsonResponse({"message": message}, status=REFUSED)
    messages.error(request, message)
    kept = kept_in(request, panel)
    return show_again(request, kept) if kept else to_queue(request, item=kept.comment)


def told(request, values):
    """Tell a script what can be undone now, and how many comments there are."""
    return JsonResponse(values | {"last": undoable(request.user), "counts": counts(request.user)})


def to_queue(request, item):
    """Lead to a new page of the queue, which takes comments for itself. The page that has sent a form ends here."""
    leases.leave(by=request.user, page=leases.page_in(request.POST))
    query = {"view": view_in(request.POST).name} | ({"item": item} if item else {})
    return HttpResponseRedirect(f"{reverse('admin:comments_queue')}?{urlencode(query)}")


def note(request):
    """Keep a note on the writer of the comment that a form names."""
    comment = get_object_or_404(Comment, pk=id_in(request.POST, "comment"))
    form = NoteForm(request.POST)
    if not form.is_valid():
        return refused(request, " ".join(error for errors in form.errors.values() for error in errors), "note")
    try:
        noting.note_writer(comment, form.cleaned_data["text"], by=request.user, look_on=form.cleaned_data["look_on"])
    except ValidationError as error:
        return refused(request, error.messages[0], "note")
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


def renew(request):
    """Let an open page keep what it shows, as long as somebody is at work there. Tell it what it still has.

    It has lost what somebody else has got since its time was over, and what was decided about elsewhere.
    """
    tickets = tickets_in(request.POST)
    states = dict(Comment.objects.filter(pk__in=tickets).values_list("pk", "state"))
    as_seen = {pk for pk, state in tickets.items() if states.get(pk) == state}
    return told(request, {"mine": sorted(leases.claim(as_seen, by=request.user, page=leases.page_in(request.POST)))})


def leave(request):
    """Release what a page had, which has been left: others may have it now."""
    leases.leave(by=request.user, page=leases.page_in(request.POST))
    return HttpResponse(status=204)
