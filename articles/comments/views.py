from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from articles.comments.forms import CommentForm
from articles.comments.origin import Origin, origin_of
from articles.models import LegacyAddress
from articles.views.article import find, show
from articles.views.errors import nowhere
from newsroom import editions


@csrf_exempt  # acts as nobody and reads no cookie; `origin_of` keeps other sites out
def post_comment(request, day, slug):
    if request.method != "POST":  # the address of a refused form, opened again
        return HttpResponseRedirect(f"{story_at(request, day, slug).get_absolute_url()}#comments")
    origin = origin_of(request)
    if origin is Origin.FOREIGN:
        return not_taken(request, status=403)
    try:
        article = story_at(request, day, slug)
    except Http404:  # withdrawn while the reader was writing, or never there: told alike
        if not request.POST.get("text"):
            raise
        return not_taken(request, status=404, text=request.POST["text"])
    form = CommentForm(request.POST)
    if not article.comments_are_open:
        form.add_error(None, _("The discussion is closed."))
    if not form.is_valid():
        return show(request, article, comment_form=form)
    comment = form.save(commit=False)
    comment.article = article
    comment.language = editions.active().stored_in
    comment.is_of_unknown_origin = origin is Origin.UNKNOWN
    comment.save()
    return HttpResponseRedirect(f"{article.get_absolute_url()}#comment-sent", status=303)


def not_taken(request, **context):
    """Why nothing was done; what a reader of ours has written is on the page, to be taken along."""
    status = context.pop("status")
    return render(request, "comments/not_taken.html", context | {"address_in": nowhere}, status=status)


def story_at(request, day, slug):
    """The story, though its address has changed while the reader was writing."""
    try:
        return find(day, slug)
    except Http404:
        legacy = LegacyAddress.objects.at(request.path_info.removesuffix("comments/"))
        if legacy is None or not legacy.article.edition(editions.active()).is_live:
            raise
        return find(legacy.article.day, legacy.article.slug)
