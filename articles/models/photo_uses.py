"""Where many photos are used, in a few queries. The model of photos is not imported, because it asks here itself."""

from collections import defaultdict

from django.db.models import Count, Q

from articles.models.article import Article
from articles.models.article_photo import ArticlePhoto
from articles.models.choices import Status
from articles.models.edition_constraints import marked_published_in
from newsroom import editions
from newsroom.editions.columns import column


def stories_of(pks):
    """Return {photo: ids of the stories that it leads, or in whose texts or drafts it stands}."""
    places = ArticlePhoto.objects.filter(photo__in=pks).order_by().values_list("photo", "article").distinct()
    leads = Article.objects.filter(lead_photo__in=pks).order_by().values_list("lead_photo", "pk")
    found = defaultdict(set)
    for photo, story in [*places, *leads]:
        found[photo].add(story)
    return found


def public_editions(pks):
    """Return {photo: codes of the stored editions in which a published story shows it}, also a scheduled one.

    It may lead the story, stand in its text, or be the face of one of its authors.
    """
    found = defaultdict(set)
    for name in ("lead_photo", "authors__photo"):
        stories = Article.objects.filter(**{f"{name}__in": pks}).order_by().values(name)
        for photo, *numbers in stories.annotate(**published_counts()).values_list(name, *published_counts()):
            found[photo].update(one.code for one, number in zip(editions.STORED, numbers, strict=True) if number)
    in_texts = ArticlePhoto.objects.filter(is_of_a_published_text(), photo__in=pks, in_draft=False).order_by()
    for photo, code in in_texts.values_list("photo", "language").distinct():
        found[photo].add(code)
    return found


def published_counts():
    """{alias: number of published stories} for each stored edition."""
    return {
        column("published", edition): Count("pk", filter=marked_published_in(edition)) for edition in editions.STORED
    }


def is_of_a_published_text():
    """The condition that the edition of a place is published."""
    published = (
        Q((f"article__{column('status', edition)}", Status.PUBLISHED), language=edition.code)
        for edition in editions.STORED
    )
    return Q(*published, _connector=Q.OR)
