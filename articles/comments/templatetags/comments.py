from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import ngettext

from articles.comments.closing import closing_day, is_closed, until_words
from articles.comments.forms import CommentForm
from articles.comments.pages import page_of_comments
from articles.comments.people.ways import current_way, is_identity_required
from articles.comments.replies.wishes import are_offered
from articles.comments.rules import comment_settings, rules_of
from newsroom import editions
from newsroom.database.cached_values import cached_values

register = template.Library()


@register.inclusion_tag("components/comments.html", takes_context=True)
def comments(context, article, form=None, is_preview=False):
    """Show a page of a story's comments and the form. An invalid form is shown again with its text and errors.

    In the preview of a draft, the form can't be sent.
    """
    request, now = context["request"], timezone.now()
    values = cached_values(request)
    day, is_over = closing_day(article, request), is_closed(article, values, now)
    page = page_of_comments(article, editions.active(), request.GET)
    is_open = not is_over and day is None
    rules = rules_of(article, values)
    return {
        "article": article,
        "is_open": is_open,
        "may_answer": is_open and not is_preview,
        "closed_by": None if is_over else day,
        "closed_until": until_words(day) if day else "",
        "page": page,
        "elsewhere": elsewhere(article, page.discussions),
        "fields": fields_of(form) if form else blank_fields(editions.active(), is_identity_required(), are_offered()),
        "answered": form.answered if form else page.answered,
        "way": current_way(),
        "is_sent": form is not None,
        "is_preview": is_preview,
        "settings": values.get(comment_settings),
        "are_read_first": rules.are_read_first(now),
        "slow_words": slow_words(rules.slow_seconds),
    }


def slow_words(seconds):
    words = ngettext("Slow mode: one comment in %d second.", "Slow mode: one comment in %d seconds.", seconds)
    return words % seconds if seconds else ""


def elsewhere(article, discussions):
    """Return the other editions whose readers have commented on a story: {"edition", "address", "count"}."""
    here = editions.active().stored_in
    found = [
        {"edition": edition, "address": article.address_in(edition), "count": discussions[edition.code].shown}
        for edition in editions.EDITIONS
        if edition.code in discussions and edition.code != here
    ]
    return [row for row in found if row["address"] and row["count"]]


@lru_cache
def blank_fields(edition, asks_identity, offers_mails):
    """Cached, because rendering two widgets takes as long as a query."""
    return fields_of(CommentForm())


def fields_of(form):
    return render_to_string("components/comment_fields.html", {"form": form})
