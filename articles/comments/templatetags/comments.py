from django import template

from articles.comments.forms import CommentForm
from articles.comments.models import Comment
from newsroom import editions

register = template.Library()


@register.inclusion_tag("components/comments.html")
def comments(article, form=None):
    """The conversation below a story, and the form; a form that was refused comes with its text and its errors."""
    return {
        "article": article,
        "comments": Comment.objects.under(article, editions.active()),
        "form": form or CommentForm(),
    }
