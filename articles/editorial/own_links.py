"""Links to the paper's own stories: which ones a text can link to, and which links of a text lead nowhere."""

from urllib.parse import unquote

from django.conf import settings
from django.utils.translation import override

from articles.address_lookup import address_meant, means_a_story
from articles.editorial import drafts, shared_fields
from articles.matching import first_matching
from articles.models import Article
from articles.models.article_queries import containing
from articles.models.printed_columns import line_columns
from newsroom import editions

MOST = 8
MOST_LINKS = 100


def found_by(words, article, edition):
    """Return the newest public stories of an edition that have the words, at most `MOST`, without `article` itself."""
    with override(edition.code):
        condition = containing(words)
        if condition is None:
            return []
        public = Article.objects.published().exclude(pk=article and article.pk)

        def matching(ids):
            return public.filter(condition, pk__in=ids).values_list("pk", flat=True)

        ids = first_matching(public.newest_first().values_list("pk", flat=True), matching, MOST, piece=100, growth=2)
        return newest_of(ids)


def suggested_for(article, edition):
    """Return the newest public stories of an edition that share a tag with the story or its draft, at most `MOST`."""
    tags = shared_fields.rows_in(drafts.shared_draft_of(article).values, "tag")
    with override(edition.code):
        of_tags = [Article.objects.listed_under(tag=tag).values_list("pk", flat=True)[: MOST + 1] for tag in tags]
        return newest_of({pk for ids in of_tags for pk in ids} - {article.pk})


def newest_of(ids, most=MOST):
    stories = Article.objects.only(*line_columns(editions.active()), "key").filter(pk__in=ids)
    return list(stories.published().newest_first()[:most])


def leading_nowhere(hrefs):
    """Return those of some links to own stories that readers can't open. A former address leads to the new one."""
    return [href for href in hrefs if (path := own_path(href)) and means_a_story(path) and not address_meant(path)]


def own_path(href):
    """Return the path of an address of this site; "" for others."""
    path = href.removeprefix(settings.SITE_URL) if settings.SITE_URL else href
    return unquote(path) if path.startswith("/") and not path.startswith("//") else ""
