"""The page on which the writer of a comment sees what has become of it, and can change or remove it for a while."""

from django import forms
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from articles.comments import own
from articles.comments.appeals.acts import NotAppealable, appeal, is_appealable
from articles.comments.closing import why_closed
from articles.comments.forms import CommentForm
from articles.comments.mine import remember
from articles.comments.models import Appeal, AppealOutcome, Comment, Decision, DecisionKind, State
from articles.comments.posting import NotPosted
from articles.comments.recent import NO_REPEATS
from articles.comments.replies import wishes
from articles.views.errors import no_address
from newsroom import editions
from newsroom.content.readers_text import ReadersTextField
from newsroom.database.cached_values import cached_values
from newsroom.serving.client_address import client_address
from newsroom.serving.kept_by_nobody import kept_by_nobody
from newsroom.serving.origin import Origin, origin_of


@csrf_exempt  # it reads no session: the token in the address proves who asks, and `origin_of` rejects other sites
@kept_by_nobody
def own_comment(request, token):
    comment, until = own.read_token(token)
    if comment is None or comment.language != editions.active().stored_in:
        raise Http404
    if request.method != "POST":
        newer = address_of_correction(comment, until)
        return HttpResponseRedirect(newer) if newer else show(request, comment, until)
    if origin_of(request) is Origin.FOREIGN:
        return show(request, comment, until, status=403)
    if "appeal" in request.POST:
        return make_appeal(request, comment, until)
    try:
        return remove(request, comment, until) if "remove" in request.POST else change(request, comment, until)
    except own.Unchangeable:
        comment.refresh_from_db()
        return show(request, comment, until, status=409)


class AppealForm(forms.Form):
    use_required_attribute = False  # else the browser shows its own messages, in its own language
    appeal = ReadersTextField(
        label=gettext_lazy("Why should it be shown?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Please say why.")},
    )


def make_appeal(request, comment, until):
    form = AppealForm(request.POST)
    if not form.is_valid():
        return show(request, comment, until, appeal_form=form)
    try:
        appeal(comment, form.cleaned_data["appeal"])
    except NotAppealable:
        comment.refresh_from_db()
        return show(request, comment, until, status=409)
    return HttpResponseRedirect(request.path, status=303)


def remove(request, comment, until):
    own.remove(comment, until)
    return HttpResponseRedirect(request.path, status=303)


def change(request, comment, until):
    form = CommentForm(request.POST)
    if reason := why_closed(comment.article, request):
        form.add_error(None, reason)
    if not form.is_valid():
        return show(request, comment, until, form)
    changed = form.save(commit=False)
    changed.is_of_unknown_origin = origin_of(request) is Origin.UNKNOWN
    try:
        changed = own.replace(
            comment, until, changed, address=client_address(request), values=cached_values(request), guards=request.POST
        )
    except NotPosted as refusal:
        form.add_error(refusal.field, refusal.message)
        form.warning = refusal.warning
        return show(request, comment, until, form, status=refusal.status)
    return lead(request, changed, until)


def address_of(comment, until=None):
    """Return the address of the page, in the active edition. Anybody who has the address can change the comment."""
    return reverse("own_comment", args=[own.token_of(comment, until)])


def address_of_correction(comment, until):
    """Return the address of the page of the last correction of a comment; "" if there is none."""
    newest = own.newest(comment)
    return "" if newest == comment else address_of(newest, until)


def lead(request, comment, until=None):
    """Lead a browser to the page of a comment that it has sent, and let it know the comment."""
    return remember(request, HttpResponseRedirect(address_of(comment, until), status=303), comment, until)


def lead_to_first(request, comment):
    """Lead a form that came again to a page of the comment that came first, which it can't change.

    Somebody behind the same network address who copies a comment must not get hold of it. None if it isn't found.
    """
    same = {"article": comment.article_id, "language": comment.language, "name": comment.name, "text": comment.text}
    lately = {"state__in": State.values, "sent_at__gt": timezone.now() - NO_REPEATS}  # so that an index finds it
    first = Comment.objects.filter(**same, **lately).order_by("-pk").first()
    return lead(request, first, timezone.now()) if first else None


def show(request, comment, until, form=None, status=200, appeal_form=None):
    is_changeable = own.is_changeable(comment, until)
    may_change = own.may_change(comment, until)
    context = {
        "comment": comment,
        "story": comment.article if comment.article.edition(editions.active()).is_live else None,
        "until": until,
        "outcome": outcome(comment),
        "correction": address_of_correction(comment, until),
        "form": (form or form_of(comment)) if may_change else None,
        "may_remove": is_changeable,
        "appeal": outcome_of_appeal(comment),
        "appeal_form": (appeal_form or AppealForm()) if is_appealable(comment) else None,
        "address_in": no_address,
    }
    return render(request, "comments/own.html", context, status=status)


def form_of(comment):
    return CommentForm(instance=comment, initial={wishes.FIELD: wishes.is_wanted(comment)})


def outcome(comment):
    """Say what has become of a comment."""
    if comment.state == State.REJECTED:
        decision = (
            Decision.objects.that_changed().filter(comment=comment, became=State.REJECTED).select_related("act").last()
        )
        reason = decision.act.get_reason_display() if decision else ""
        return _("A moderator has rejected your comment: %(reason)s.") % {"reason": reason}
    if comment.state == State.WAITING and is_held_by_reports(comment):
        return _("Readers have reported your comment. It is hidden until a moderator has looked at it.")
    if comment.state == State.APPROVED and not own.is_public(comment):
        return _("Your comment is approved, but nobody else sees it: the story is not public now.")
    if comment.state == State.HIDDEN and (reason := why_all_are_hidden(comment)):
        return _("The moderators have hidden all your comments: %(reason)s.") % {"reason": reason}
    return {
        State.WAITING: _("Your comment waits for a moderator. Nobody else can see it yet."),
        State.APPROVED: _("Your comment is shown to everybody."),
        State.HIDDEN: _("The moderators have hidden the thread with your comment."),
        State.REMOVED: _("You have removed this comment."),
    }[comment.state]


OVERRULED = {
    AppealOutcome.GRANTED: [State.REJECTED, State.HIDDEN],
    AppealOutcome.REFUSED: [State.WAITING, State.APPROVED, State.HIDDEN],
}
"""{outcome of an appeal: states that comments have only if somebody has decided otherwise since}"""


def outcome_of_appeal(comment):
    """Say what has become of the appeal; "" if there is none."""
    found = Appeal.objects.filter(comment=comment).select_related("act").first()
    if found is None:
        return ""
    if comment.state in OVERRULED.get(found.outcome, []):
        return _("You have appealed. The moderators have decided about the comment once more since then.")
    if found.outcome == AppealOutcome.GRANTED:
        return _("You have appealed, and another moderator agrees with you.")
    if found.outcome == AppealOutcome.REFUSED:
        reason = found.act.get_reason_display() if found.act else ""
        return _("You have appealed. Another moderator has looked at it, and it stays rejected: %(reason)s.") % {
            "reason": reason
        }
    return _("You have appealed. Another moderator will decide; you will see it here.")


def is_held_by_reports(comment):
    decision = (
        Decision.objects.that_changed().filter(comment=comment, became=State.WAITING).select_related("act").last()
    )
    return decision is not None and decision.act.kind == DecisionKind.REPORTED


def why_all_are_hidden(comment):
    """Return the reason for which all comments of the writer are hidden; "" if only the thread is."""
    decision = Decision.objects.that_changed().filter(comment=comment, became=State.HIDDEN).select_related("act").last()
    return decision.act.get_reason_display() if decision and decision.act.kind == DecisionKind.HIDE_ALL else ""
