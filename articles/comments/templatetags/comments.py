from django import template

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
        "form": form or CommentForm(),
    }
