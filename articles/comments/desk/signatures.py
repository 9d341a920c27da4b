"""As whom somebody of the staff answers a comment: as the author of its story, else as the newsroom."""

from django.utils.translation import gettext as _

from articles.comments.models import Comment, Voice
from articles.models import Author
from newsroom import editions
from newsroom.editions.columns import column, written_or_lent
from newsroom.identity.models import SiteIdentity


def author_with(account):
    """Return the author whose account at the desk this is, or None."""
    return Author.objects.filter(account=account).first()


def add_names(items, user):
    """Give the items of the queue the name under which a user answers as the author of the story, if it is theirs."""
    author = author_with(user)
    if author is None:
        return
    stories = [item.comment.article_id for item in items]
    mine = {*author.bylines.filter(article__in=stories).values_list("article", flat=True)}
    for item in items:
        if item.comment.article_id in mine:
            item.signed_as = name_of_author(author, item.comment.language)


def signature_of(user, comment):
    """Return the voice and the name under which a user answers a comment, in the language of its edition."""
    author = Author.objects.filter(account=user, bylines__article=comment.article_id).first()
    if author:
        return Voice.AUTHOR, name_of_author(author, comment.language)
    return Voice.NEWSROOM, name_of_site(comment.language)


def name_of_author(author, language):
    name, _lender = written_or_lent(author, "name", editions.BY_CODE[language])
    return shortened(name)


def name_of_site(language):
    """Return the name of the site in an edition: such answers are the newsroom's, not of one of its people."""
    name = column("name", editions.BY_CODE[language])
    return shortened(SiteIdentity.objects.values_list(name, flat=True).first() or _("Newsroom"))


def shortened(name):
    return name[: Comment._meta.get_field("name").max_length]
