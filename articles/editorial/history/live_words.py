"""Whether readers have the words of the last publication. Nothing but a publication writes them.

Words of fixtures have no publication, so nothing is known of them until an edition is published at the desk.
"""

from django.db.models import QuerySet

from articles.editorial.history import seals
from articles.editorial.history.stored_rows import Damaged, rows_of
from articles.models import Article
from newsroom import editions
from newsroom.editions.columns import column

TABLE = "articles_article"
WORDS = ("title", "lead", "slug", "source_name")
COLUMNS = ["id", *(column(name, edition) for edition in editions.STORED for name in (*WORDS, "body"))]
KINDS = {name: seals.INTEGER if name == "id" else seals.TEXT for name in COLUMNS}


def live_rows():
    """Yield {column: value} of the words of each story, in the order of their ids."""
    plain = QuerySet(Article)  # the article's own gives columns in any order
    return rows_of(plain.order_by("pk"), KINDS, COLUMNS)


def altered_words(row, revision):
    """Return the names of the words that are others than in a publication of the edition: both are {column: value}."""
    edition = editions.BY_CODE.get(revision["language"])
    if edition is None:
        return []
    published = {name: revision[name] for name in WORDS} | {"body": body_of(revision["blocks"])}
    return [name for name, text in published.items() if is_other(row[column(name, edition)], text)]


def is_other(stored, text):
    return isinstance(stored, Damaged) or (stored or "") != text


def body_of(blocks):
    return "".join(html for _id, html in blocks)
