"""One URL of each kind of page whose cost is measured, on a site with rows that have the keys below.

Each list fills at least a page, however small the site is, so that a small and a large site have pages of equal length.
"""

from django.utils import timezone
from django.utils.translation import override

from articles.models import Article

LARGE, SMALL, PARENT, NESTED = "large-section", "small-section", "parent-section", "nested-section"
TAG, RARE_TAG, AUTHOR, STANDING_PAGE = "common-tag", "rare-tag", "prolific-author", "about"
STORY = "measured-story"
WORDS = {"kk": "сайлау", "ru": "выборы", "en": "election", "zh-hans": "选举", "uz-cyrl": "сайлов"}
"""Words for the search, by edition. One story in fifty has them."""
DESK_LIST = "/admin/articles/article/"


def addresses_in(edition):
    """Return {kind of page: URL} of an edition. The admin's list needs a signed-in user."""
    here = f"/{edition.code}"
    with override(edition.code):
        story = Article.objects.get(key=STORY).get_absolute_url()
    year, month, day = story.split("/")[2:5]
    old = timezone.localdate() - timezone.timedelta(days=5 * 365)
    filters = f"section={LARGE}&tag={TAG}&author={AUTHOR}&until={year}-{month}-{day}"
    return {
        "front": f"{here}/",
        "story": story,
        "section": f"{here}/section/{LARGE}/",
        "section, small": f"{here}/section/{SMALL}/",
        "section, parent": f"{here}/section/{PARENT}/",
        "section, nested": f"{here}/section/{NESTED}/",
        "tag": f"{here}/tag/{TAG}/",
        "tag, rare": f"{here}/tag/{RARE_TAG}/",
        "author": f"{here}/author/{AUTHOR}/",
        "archive": f"{here}/archive/",
        "archive, page 2": f"{here}/archive/?page=2",
        "archive, filtered": f"{here}/archive/?{filters}",
        "archive, old": f"{here}/archive/?until={old}",
        "archive, old, in a section": f"{here}/archive/?section={LARGE}&since=2000-01-01&until={old}",
        "archive, old, by an author": f"{here}/archive/?author={AUTHOR}&until={old}",
        "archive, tag and small section": f"{here}/archive/?section={SMALL}&tag={TAG}",
        "corrections": f"{here}/corrections/",
        "day": f"{here}/{year}/{month}/{day}/",
        "month": f"{here}/{year}/{month}/",
        "year": f"{here}/{year}/",
        "search": f"{here}/search/?q={WORDS[edition.stored_in]}",
        "sections": f"{here}/section/",
        "tags": f"{here}/tag/",
        "authors": f"{here}/author/",
        "latest.json": f"{here}/latest.json",
        "latest.json, section": f"{here}/section/{LARGE}/latest.json",
        "manifest": f"{here}/manifest.webmanifest",
        "page": f"{here}/page/{STANDING_PAGE}/",
        "pages": f"{here}/page/",
        "not found": f"{here}/no-such-page/",
        "not found, story": f"{here}/{year}/{month}/{day}/no-such-page/",
        "desk": DESK_LIST,
    }
