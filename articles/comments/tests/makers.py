from articles.comments.models import Comment, State


def make_comment(article, text="Words of a reader", parent=None, **fields):
    """Make an approved comment on the Russian edition."""
    values = {"language": "ru", "name": "Reader", "state": State.APPROVED}
    comment = Comment(article=article, text=text, **values | fields)
    if parent:
        comment.answer(parent)
    comment.save()
    return comment
