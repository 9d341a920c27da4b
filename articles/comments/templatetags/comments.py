from functools import lru_cache

from django import template
from django.template.loader import render_to_string

from articles.comments.forms import CommentForm
from articles.comments.models import Comment
from newsroom import editions

register = template.Library()


@register.inclusion_tag("components/comments.html")
def comments(article, form=None):
    """Show the comments of a story and the form. An invalid form is shown again with its text and errors."""
    return {
        "article": article,
        "comments": Comment.objects.under(article, editions.active()),
        "fields": fields_of(form) if form else blank_fields(editions.active()),
        "is_sent": form is not None,
    }


@lru_cache
def blank_fields(edition):
    """Cached, because rendering two widgets takes as long as a query."""
    return fields_of(CommentForm())


def fields_of(form):
    return render_to_string("components/comment_fields.html", {"form": form})
