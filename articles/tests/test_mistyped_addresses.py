"""A URL with a mistake leads to the story that it means, if readers see it."""

import re
from urllib.parse import quote

import pytest
from django.utils import timezone

from articles.models import Article, Draft, LegacyAddress, Status
from articles.tests.addresses import DAY, NOON, assert_moved, in_each_edition, rename
from articles.tests.makers import make_article, make_category
from newsroom import editions

pytestmark = pytest.mark.django_db


PASTED = [*")]}>,.;:!?\"'”’»…*_|،؛。）、\u200b\xa0\n", " ", "#comments", "?from=mail", "&a=b"]
MISTAKES = [
    "{day}/SPRING-Day/",
    "{day}/Spring-day",
    "{day}/spring-day",
    "{day}/spring-day//",
    "{day}/autumn-day",
    "2025/11/23/spring-day/",
    "2024/02/29/AUTUMN-day).",
    "2024/3/1/spring-day/",
    "2024/03/01/spring-day/comments/",
    "{day}/AUTUMN-day/comments",
    *(f"{{day}}/spring-day{sign}" for sign in PASTED),
    *(f"{{day}}/autumn-day/{sign}/" for sign in (")", "»", ".,", " ")),
]


@pytest.mark.parametrize("edition", [editions.BY_CODE["ru"], editions.BY_CODE["kk-arab"]], ids=["ru", "kk-arab"])
def test_a_url_with_a_mistake_leads_to_the_story_at_once_with_its_query(client, edition):
    story = make_article(edition.stored_in, slug="autumn-day", published_at=NOON)
    rename(story, edition, "spring-day")
    paths = [f"/{edition.code}/{mistake.replace('{day}', DAY)}" for mistake in MISTAKES]
    for path in [*paths, paths[0].upper(), f"/{edition.code.title()}/{DAY}/autumn-day/"]:
        response = client.get(f"{quote(path)}?from=telegram&q=%D1%8F")
        target = f"/{edition.code}/{DAY}/spring-day/?from=telegram&q=%D1%8F"
        assert (response.status_code, response.headers.get("Location")) == (302, target), path
    assert client.get(target).status_code == 200


def test_capitals_and_pasted_signs_in_any_other_url_lead_to_the_page_at_once(client):
    make_article("ru", category=make_category("news"))
    asked = {
        "/ru/archive/)": "/ru/archive/",
        "/ru/Archive/": "/ru/archive/",
        "/ru/ARCHIVE": "/ru/archive/",
        "/ru/Section/NEWS).": "/ru/section/news/",
        "/ru/section/News/": "/ru/section/news/",
        "/ru/,": "/ru/",
    }
    for path, target in asked.items():
        response = client.get(f"{quote(path)}?page=1")
        assert (path, response.status_code, response.headers.get("Location")) == (path, 302, f"{target}?page=1")
        assert client.get(target).status_code == 200
    missing = ["/ru/nowhere/)", "/ru/Nowhere/", "/)", "/Nowhere/", "/ru/tag/а)", "/ru/tag/А/", "/ru/section/sport/"]
    assert [client.get(quote(path)).status_code for path in missing] == [404] * len(missing)
    assert client.post("/ru/Archive/").status_code == 404


@in_each_edition
def test_a_slug_of_another_edition_leads_to_the_story_in_this_one(client, edition):
    slugs = {f"slug_{other.suffix}": f"slug-{other.code}" for other in editions.STORED}
    story = make_article(*(other.code for other in editions.STORED), published_at=NOON, **slugs)
    rename(story, editions.BY_CODE["kk"], "koktem")
    for slug in {"koktem", *slugs.values()} - {story.edition(edition).slug}:
        assert_moved(client, f"/{edition.code}/{DAY}/{slug}/", story.address_in(edition))


def test_of_several_stories_the_url_leads_to_the_most_similar_one(client):
    def story(day, code="ru", other=None, **fields):
        codes = filter(None, [code, other])
        return make_article(*codes, published_at=NOON.replace(day=day), **fields)

    current = story(20, slug="spring")
    story(21, "kk", "ru", slug_kk="spring", slug_ru="vesna")
    story(22, "en", "ru", slug_en="spring", slug_ru="springtime")
    for day, target in {"21": "21/vesna", "22": "22/springtime", "23": "20/spring", "19": "20/spring"}.items():
        assert_moved(client, f"/ru/2025/11/{day}/spring/", f"/ru/2025/11/{target}/")
    current.delete()
    assert_moved(client, "/ru/2025/11/19/spring/", "/ru/2025/11/22/springtime/")


HIDDEN = {
    "withdrawn": {"status": Status.WITHDRAWN},
    "scheduled": {"published_at": timezone.now() + timezone.timedelta(days=365)},
}


@pytest.mark.parametrize("state", HIDDEN)
def test_no_redirect_reveals_an_edition_that_readers_do_not_see(client, state):
    """Neither leads to it, nor does its own slug lead to an edition that they do see."""
    story = make_article("ru", "kk", published_at=NOON, slug_ru="vesna", slug_kk="koktem")
    rename(story, editions.BY_CODE["kk"], "koktem-keldi")
    asked = ["kk/2025/11/23/koktem-keldi/", f"kk/{DAY}/koktem/", f"kk/{DAY}/Koktem)", f"kk/{DAY}/vesna/",
             f"kk/{DAY}/koktem/card/x.jpg", f"kk/{DAY}/koktem/comments/", f"kk-latn/{DAY}/vesna/",
             f"ru/{DAY}/koktem/", f"ru/{DAY}/koktem-keldi/", f"ru/{DAY}/KOKTEM,"]  # fmt: skip
    assert [client.get(f"/{path}").status_code for path in asked] == [302] * len(asked)
    Article.objects.filter(pk=story.pk).update(**{f"{name}_kk": value for name, value in HIDDEN[state].items()})
    assert [client.get(f"/{path}").status_code for path in asked] == [404] * len(asked)


def test_no_redirect_reveals_the_slug_of_a_draft(client):
    draft = {"title_kk": "Көктем", "slug_kk": "koktem"}
    story = make_article("ru", published_at=NOON, slug_ru="vesna", **draft)
    Draft.objects.create(article=story, language="ru", version=1, slug="koktem-ru")
    make_article("kk", "ru", published_at=NOON, slug_ru="osen", slug_kk="kuz")
    assert_moved(client, f"/ru/{DAY}/kuz/", f"/ru/{DAY}/osen/")
    asked = [
        f"{code}/{DAY}/{slug}" for code in ("ru", "kk", "kk-latn") for slug in ("koktem/", "Koktem)", "koktem-ru/")
    ]
    assert [client.get(f"/{path}").status_code for path in asked] == [404] * len(asked)


def test_a_former_address_from_an_old_dump_has_no_slug_and_redirects_all_the_same(client):
    story = make_article("kk", slug="new", published_at=NOON)
    LegacyAddress.objects.create(path=f"/kk/{DAY}/Old/", language="kk", article=story)
    LegacyAddress.objects.update(slug="")
    assert_moved(client, f"/kk-latn/{DAY}/Old/", f"/kk-latn/{DAY}/new/")


def test_only_reading_is_redirected(client):
    story = make_article("ru", slug="old", published_at=NOON)
    rename(story, editions.BY_CODE["ru"], "new")
    assert client.head(f"/ru/{DAY}/old/").status_code == 302
    assert client.post(f"/ru/{DAY}/old)").status_code == 404


@in_each_edition
def test_the_share_card_of_a_former_url_redirects(client, edition):
    story = make_article(edition.stored_in, slug="old", published_at=NOON)
    version = re.search("card/([0-9a-f]+).jpg", client.get(story.address_in(edition)).content.decode())[1]
    rename(story, edition, "new")
    assert_moved(
        client, f"/{edition.code}/{DAY}/old/card/{version}.jpg", f"/{edition.code}/{DAY}/new/card/{version}.jpg"
    )


@pytest.mark.parametrize("day", ["2025/02/29", "2025/13/01", "0000/01/01", "2025/00/10", "9999/99/99"])
def test_an_impossible_date_leads_to_the_story_that_readers_see(client, day):
    make_article("ru", slug="spring", published_at=NOON)
    make_article("ru", slug="draft", published_at=NOON, status=Status.UNPUBLISHED)
    response = client.get(f"/ru/{day}/spring/")
    assert (response.status_code, response.headers.get("Location")) == (302, f"/ru/{DAY}/spring/")
    assert [client.get(f"/ru/{day}/{rest}").status_code for rest in ("draft/", "never-there/", "")] == [404] * 3


@pytest.mark.parametrize("path", [f"/ru/{DAY}/a\0b/", "/ru/\0", "/\0", "/ru/section/\0/"])
def test_a_url_with_a_nul_character_is_not_found(client, path):
    assert client.get(path).status_code == 404


@in_each_edition
def test_an_edition_that_is_not_live_has_no_url(edition):
    live = make_article(edition.stored_in, slug="spring", published_at=NOON)
    assert live.address_in(edition) == f"/{edition.code}/{DAY}/spring/"
    elsewhere = {other.code for other in editions.EDITIONS if live.address_in(other) is None}
    assert elsewhere == {other.code for other in editions.EDITIONS if other.stored_in != edition.stored_in}
    for status in (Status.UNPUBLISHED, Status.WITHDRAWN):
        assert make_article(edition.stored_in, status=status).address_in(edition) is None
    ahead = timezone.now() + timezone.timedelta(minutes=5)
    assert make_article(edition.stored_in, published_at=ahead).address_in(edition) is None
