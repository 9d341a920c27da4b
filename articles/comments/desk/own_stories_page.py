"""The page on which authors read the comments on their stories and answer them. It works without scripts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from articles.comments.desk import own_stories
from articles.comments.desk.forms import AnswerForm
from articles.comments.desk.pages import id_in
from articles.comments.desk.signatures import author_with

REFUSED = 422


def urls(site):
    def view(request):
        return comments_on_own_stories(request, site)

    guarded = require_http_methods(["GET", "HEAD", "POST"])(never_cache(view))
    return [path("mine/", site.admin_view(guarded), name="comments_mine")]


def comments_on_own_stories(request, site):
    author = author_with(request.user)
    if author is None:
        raise PermissionDenied
    if request.method != "POST":
        return show(request, site, author)
    pk = id_in(request.POST, "comment")
    form = AnswerForm(request.POST, prefix=pk)
    if not form.is_valid():
        return show(request, site, author, {pk: form}, status=REFUSED)
    try:
        own_stories.answer(pk, form.cleaned_data["text"], by=request.user)
    except ValidationError as error:
        form.add_error(None, error)
        return show(request, site, author, {pk: form}, status=REFUSED)
    messages.success(request, _("Your answer is published."))
    return HttpResponseRedirect(f"{reverse('admin:comments_mine')}{place_in(request.POST)}#comment-{pk}")


def place_in(sent):
    before = id_in(sent, "before")
    return f"?before={before}" if before else ""


def show(request, site, author, forms=None, status=200):
    """Show a page of comments. `forms` has a form that was not accepted by the id of its comment."""
    forms = forms or {}
    before = id_in(request.POST if request.method == "POST" else request.GET, "before")
    items, following = own_stories.page_for(author, before)
    for item in items:
        if not item.is_held:
            pk = item.comment.pk
            item.form = forms.pop(pk, None) or AnswerForm(prefix=pk)
    context = site.each_context(request) | {
        "title": _("Comments on my stories"),
        "items": items,
        "following": following,
        "before": before,
        "lost": next(iter(forms.values()), None),  # of a comment that is not on the page any more
    }
    return render(request, "admin/comments/own_stories.html", context, status=status)
