from articles.comments.models import Comment, State


def make_comment(article, text="Words of a reader", **fields):
    """Make an approved comment on the Russian edition."""
    values = {"language": "ru", "name": "Reader", "state": State.APPROVED}
    return Comment.objects.create(article=article, text=text, **values | fields)
