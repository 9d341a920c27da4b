"""One rule decides what is public. Stories in every other status are searched for on every kind of page."""

import pytest
from django.utils import timezone
from django.utils.translation import override

from articles.models import Article, PopularPlace, RelatedArticle, Status
from articles.tests.makers import make_article, make_author, make_category, make_tag
from articles.tests.page_content import elements, headlines, words_in
from newsroom import editions

pytestmark = pytest.mark.django_db

# Latin letters, which are not transliterated in any edition.
CANARY = "Canary"
PAST, FUTURE = timezone.timedelta(hours=-1), timezone.timedelta(hours=1)
HIDDEN = {
    "Canary-in-draft": (Status.UNPUBLISHED, PAST),
    "Canary-withdrawn": (Status.WITHDRAWN, PAST),
    "Canary-scheduled": (Status.PUBLISHED, FUTURE),
}
DAILY = {"ru", "kk-arab"}  # one stored and one derived edition; `make test-fast` leaves out the others
in_each_edition = pytest.mark.parametrize(
    "edition",
    [
        pytest.param(edition, marks=[pytest.mark.slow] * (edition.code not in DAILY), id=edition.code)
        for edition in editions.EDITIONS
    ],
)


def another_edition_than(edition):
    return next(other for other in editions.STORED if other.code != edition.stored_in)


def plant(edition, states):
    """Make a story for each {canary: (status, time)}, with the canary in one edition; another edition is live.

    They are in every place that a story can have: a section, a tag, an author, related stories and the popular list.
    One more story is live in both editions and has no canary.
    """
    other, moment = another_edition_than(edition), timezone.now()
    here, there = f"_{edition.suffix}", f"_{other.suffix}"
    section, tag = make_category("society"), make_tag("elections")
    stories = {
        canary: make_article(
            other.code,
            category=section,
            original_language=edition.stored_in,
            published_at=moment + PAST,
            **{
                f"title{here}": f"{canary} in the headline",
                f"lead{here}": f"{canary} in the lead",
                f"body{here}": f"<p>{canary} in the text</p>",
                f"slug{here}": canary.lower(),
                f"slug{there}": f"{canary.lower()}-elsewhere",
                f"status{here}": status,
                f"published_at{here}": moment + time,
            },
        )
        for canary, (status, time) in states.items()
    }
    beside = make_article(edition.stored_in, other.code, slug="beside", category=section)
    for row in (*stories.values(), beside):
        row.tags.add(tag)
    make_author("asel", *stories.values(), beside)
    for position, story in enumerate(stories.values(), 1):
        RelatedArticle.objects.create(article=beside, related=story)
        PopularPlace.objects.create(position=position, article=story)
    return stories, beside


def addresses(edition, story):
    """Return {kind of page: its path below the edition}."""
    day = day_of(story)
    return {
        "front": "",
        "section": "section/society/",
        "sections": "section/",
        "tag": "tag/elections/",
        "author": "author/asel/",
        "archive": "archive/",
        "archive, filtered": "archive/?section=society&tag=elections&author=asel",
        "day": day,
        "month": day[:8],
        "year": day[:5],
        "search": f"search/?q={CANARY}",
        "search in the text": f"search/?q={CANARY}+text",
        "story beside": f"{day}beside/",
        "standing pages": "page/",
        "nothing": "no-such-page/",
    }


def on_every_page(client, edition, story):
    return {kind: client.get(f"/{edition.code}/{path}") for kind, path in addresses(edition, story).items()}


@in_each_edition
def test_a_published_story_is_on_every_kind_of_page(client, edition):
    stories, beside = plant(edition, {CANARY: (Status.PUBLISHED, PAST)})
    story = stories[CANARY]
    pages, headline = on_every_page(client, edition, story), f"{CANARY} in the headline"
    lists = ["section", "tag", "author", "archive", "archive, filtered", "day", "month", "year"]
    both = sorted([headline, getattr(beside, f"title_{edition.suffix}")])
    assert [sorted(headlines(pages[kind])) for kind in lists] == [both] * len(lists)
    assert [headlines(pages["search"]), headlines(pages["search in the text"])] == [[headline], [headline]]
    places = {
        "front": CANARY in words_in(pages["front"], "front"),
        "feed": CANARY in words_in(pages["standing pages"], "feed"),
        "popular": CANARY in words_in(pages["standing pages"], "popular"),
        "related": CANARY in words_in(pages["story beside"], "related"),
        "not found": CANARY in words_in(pages["nothing"], "card"),
    }
    assert places == dict.fromkeys(places, True)
    address = story.address_in(edition)
    assert (client.get(address).status_code, CANARY in words_in(client.get(address), "story")) == (200, True)
    translation = client.get(story.address_in(another_edition_than(edition)))
    assert CANARY in words_in(translation, "translated")
    assert address in [link.get("href") for link in elements(translation, "a")]


@in_each_edition
def test_a_story_that_is_not_public_is_on_no_page(client, edition):
    stories, beside = plant(edition, HIDDEN)
    pages = on_every_page(client, edition, beside)
    for canary, story in stories.items():
        pages[f"translation of {canary}"] = client.get(story.address_in(another_edition_than(edition)))
        pages[f"address of {canary}"] = client.get(f"/{edition.code}/{day_of(story)}{canary.lower()}/")
    # The search page repeats the query, so the query is shorter than the canaries.
    pages["search"] = client.get(f"/{edition.code}/search/?q=anary")
    pages["search in the text"] = client.get(f"/{edition.code}/search/?q=anary+text")

    leaks = [(kind, canary) for kind, page in pages.items() for canary in HIDDEN if canary in page.content.decode()]
    assert leaks == []
    assert {kind for kind, page in pages.items() if page.status_code == 404} == {
        "nothing",
        *(f"address of {canary}" for canary in HIDDEN),
    }
    assert {page.status_code for page in pages.values()} == {200, 404}
    assert headlines(pages["section"]) == [getattr(beside, f"title_{edition.suffix}")]


@in_each_edition
def test_no_page_links_to_an_edition_that_is_not_public(client, edition):
    stories, beside = plant(edition, HIDDEN)
    other = another_edition_than(edition)
    known = {address for page in (*stories.values(), beside) if (address := page.address_in(other))}
    assert len(known) == len(HIDDEN) + 1
    slugs = {f"/{canary.lower()}/" for canary in HIDDEN}

    for address in known:
        links = {link.get("href") for tag in ("a", "link") for link in elements(client.get(address), tag)}
        assert any(link.endswith("/beside/") for link in links)
        assert [link for link in links if any(slug in link for slug in slugs)] == []


@in_each_edition
def test_a_story_that_is_not_public_accepts_no_comments(client, edition):
    stories, beside = plant(edition, HIDDEN)
    comment = {"name": "Reader", "text": "Words"}

    def send(story, slug):
        path = f"/{edition.code}/{day_of(story)}{slug}/comments/"
        return client.post(path, comment, headers={"Sec-Fetch-Site": "same-origin"}).status_code

    assert send(beside, "beside") == 303
    assert {canary: send(story, canary.lower()) for canary, story in stories.items()} == dict.fromkeys(HIDDEN, 404)
    assert {story.comments.count() for story in stories.values()} == {0}


def day_of(story):
    return f"{timezone.localdate(story.first_published_at):%Y/%m/%d}/"


def test_the_kazakh_edition_can_be_live_while_the_russian_is_in_review(client):
    story = make_article("kk", title="Қазақша", status_ru=Status.UNPUBLISHED, title_ru="По-русски", body_ru="<p>…</p>")
    live = {edition.code: story.address_in(edition) is not None for edition in editions.EDITIONS}
    assert [code for code, is_live in live.items() if is_live] == ["kk", "kk-latn", "kk-arab"]
    assert client.get(story.address_in(editions.BY_CODE["kk"])).status_code == 200
    assert client.get(story.address_in(editions.BY_CODE["kk"]).replace("/kk/", "/ru/")).status_code == 404


@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
@pytest.mark.parametrize("live", editions.STORED, ids=lambda edition: edition.code)
def test_published_depends_only_on_the_active_edition(edition, live):
    story = make_article(live.code)
    with override(edition.code):
        assert list(Article.objects.published()) == ([story] if edition.stored_in == live.code else [])
        assert story.edition(edition).is_live == (edition.stored_in == live.code)


def test_the_queryset_and_the_row_agree_on_every_state():
    moment = timezone.now()
    for status in Status.values:
        for time in (PAST, FUTURE):
            make_article("ru", status=status, published_at=moment + time)
    with override("ru"):
        published = set(Article.objects.published())
    assert {story.edition(editions.BY_CODE["ru"]).is_live for story in published} == {True}
    assert published == {story for story in Article.objects.all() if story.edition(editions.BY_CODE["ru"]).is_live}
    assert len(published) == 1


@in_each_edition
def test_a_scheduled_story_appears_at_its_time(client, edition):
    story = make_article(edition.stored_in, published_at=timezone.now() + FUTURE, slug="tomorrow")
    assert story.address_in(edition) is None
    assert "/tomorrow/" not in client.get(f"/{edition.code}/").content.decode()
    moment = timezone.now() - timezone.timedelta(seconds=1)
    Article.objects.filter(pk=story.pk).update(
        **{f"published_at_{edition.suffix}": moment, "first_published_at": moment}
    )
    story.refresh_from_db()
    address = story.address_in(edition)
    assert client.get(address).status_code == 200
    assert address in [link.get("href") for link in elements(client.get(f"/{edition.code}/"), "a")]
