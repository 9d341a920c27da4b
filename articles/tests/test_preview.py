"""The preview of a draft is the page that readers get after its publication. It shows nothing else."""

import re
from difflib import ndiff

import pytest
from django.test import Client
from django.utils import timezone

from articles.editorial import drafts, workflow
from articles.models import Correction, Kind, Status
from articles.tests.desk import FORM, open_form
from articles.tests.makers import (
    make_article,
    make_author,
    make_category,
    make_photo,
    make_tag,
    photo_node,
    recall_node,
)
from articles.tests.page_content import elements, form_values, page_of, words_in, words_of
from newsroom import editions
from newsroom.editions.columns import in_all_columns
from newsroom.staff.models import User
from newsroom.templatetags.editions import machine
from newsroom.tests.policy import POLICY, directives
from newsroom.tests.snapshots import rows_of_all_tables

pytestmark = pytest.mark.django_db

RU = editions.BY_CODE["ru"]
in_each_edition = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
# What a preview has in another way than readers' page. Each pattern matches in at least one of the two.
DIFFERENCES = {
    "addresses for search engines and networks": r'<link rel="canonical".*?(?=<meta name="color-scheme")'
    r'|<meta name="robots" content="noindex, nofollow, noarchive">\s*',
    "offline reading": r' data-worker="[^"]*"\s*',
    "links to other editions": r'(?<=<nav class="edition-switch").*?(?=</nav>)',
    "links that share the page": r'(?<=<section class="share").*?(?=</section>)',
    "reporting a mistake": r'(?<=<a) href="[^"]*/mistake/" rel="nofollow"',
    "sending a comment": r'(?<=<form) action="[^"]*"\s*method="post" data-challenge="[^"]*"|(?<=<button) disabled',
    "the printed address": r'(?<=<bdi dir="ltr">)[^<]*(?=</bdi></div>\s*<p class="imprint">)',
    "the time of the change": r'(?<=<p class="updated">).*?(?=</p>)',
}


def without_differences(page):
    html = page.content.decode()
    for pattern in DIFFERENCES.values():
        html = re.sub(pattern, "", html, flags=re.DOTALL)
    return html.splitlines()


def differing_lines(preview, page):
    lines = [*ndiff(without_differences(preview), without_differences(page))]
    return [line for line in lines if line[0] != " "]


def address(story, edition):
    return f"/{edition.code}/preview/{story.pk}/"


def change_words(story, edition, by):
    photos = [make_photo(**in_all_columns(alt="Сурет", caption="Түсіндірме")) for _ in range(4)]
    recalled = make_article(*(edition.code for edition in editions.STORED))
    words = {"title": "Ақорда – жаңа тақырып", "lead": "Жаңа кіріспе", "source_name": "Kazinform"}
    blocks = {
        "aaaaaaaa": "<p>Бірінші абзац, өзгертілген</p>",
        "bbbbbbbb": "<table><tbody><tr><th><p>Баған</p></th></tr><tr><td><p>7</p></td></tr></tbody></table>",
        "cccccccc": "<blockquote><p>Сөз</p><p>– Айтушы</p></blockquote>",
        "dddddddd": "<p><strong>Сұрақ?</strong></p>",
        "eeeeeeee": photo_node(photos[0], alt="Басқа сурет", caption="", credit="Автор"),
        "ffffffff": photo_node(photos[1]),
        "gggggggg": f'<figure data-gallery="{photos[2].key} {photos[3].key}"></figure>',
        "hhhhhhhh": recall_node(recalled),
    }
    change = {"fields": words, "blocks": blocks, "order": [*blocks]}
    drafts.save_draft(story, edition, drafts.draft_of(story, edition).version, change, by=by)


def shared_values(story):
    """Return values that change everything that editions share, with several rows of each kind in an own order."""
    described = in_all_columns(alt="Сурет", caption="Түсіндірме")
    lead_photo = make_photo(**described)
    authors = [make_author(key, **in_all_columns(role="Тілші")) for key in ("first", "second", "third")]
    public = [make_article(*(edition.code for edition in editions.STORED)) for _ in range(3)]
    tags = [make_tag(key) for key in ("elections", "akims")]
    return {
        "kind": Kind.INTERVIEW,
        "video_url": "",
        "source_url": "https://example.kz/",
        "original_language": "ru",
        "has_assumed_time": False,
        "comments_are_open": True,
        "paid": "",
        "is_official_answer": True,
        "machine_part": "",
        "age_mark": "16+",
        "category": make_category("law", parent=make_category("top")).pk,
        "lead_photo": lead_photo.pk,
        **{f"tag:{tag.pk}": True for tag in tags},
        **{f"byline:{author.pk}": place for author, place in zip(authors, (2, 1, 1), strict=True)},
        **{f"related:{other.pk}": 3 - place for place, other in enumerate(public)},
    }


@pytest.fixture
def chief(staff):
    return staff("chief editor")


@pytest.fixture
def desk(chief):
    client = Client()
    client.force_login(chief)
    return client


@pytest.fixture
def drafted(chief):
    """drafted(edition, **fields) is a story whose words and shared fields have been changed in drafts."""

    def make(edition, **fields):
        stored = editions.stored(edition.stored_in)
        story = make_article(stored.code, slug="story", category=make_category(), **fields)
        Correction.objects.create(article=story, language=stored.code, text="Түзету")
        change_words(story, stored, chief)
        values = shared_values(story)
        values[f"byline:{make_author('before', story).pk}"] = 1  # the newest author, whose byline is the oldest
        drafts.save_shared(story, 0, values, by=chief)
        return story

    return make


# The same page


@pytest.mark.parametrize(
    ("status", "edition"),
    [
        *((status, edition) for status in (Status.PUBLISHED, Status.UNPUBLISHED) for edition in editions.EDITIONS),
        (Status.WITHDRAWN, RU),
    ],
    ids=str,
)
def test_a_preview_is_the_page_that_readers_get_after_publication(client, desk, chief, drafted, edition, status):
    story = drafted(edition, status=status)
    preview = desk.get(address(story, edition))
    assert preview.status_code == 200

    workflow.publish_shared(story, by=chief)
    workflow.publish(story, editions.stored(edition.stored_in), by=chief)

    page = client.get(story.address_in(edition))
    assert page.status_code == 200
    assert differing_lines(preview, page) == []
    assert preview.content != page.content
    found = " ".join(without_differences(preview))
    assert ("<table>" in found, found.count("<figure"), found.count('rel="author"')) == (True, 4, 4)
    assert (found.count("<img"), found.count('class="recall"')) == (5, 1)


def test_a_preview_writes_nothing(desk, drafted):
    story = drafted(RU)
    form = form_values(open_form(desk, story, RU), FORM)
    before = rows_of_all_tables()

    pages = [desk.get(address(story, RU)), desk.post(address(story, RU), form | {"title": "Typed now"})]

    assert [page.status_code for page in pages] == [200, 200]
    assert rows_of_all_tables() == before


def test_a_scheduled_time_is_printed(desk):
    time = timezone.now() + timezone.timedelta(days=3)
    story = make_article("ru", status=Status.UNPUBLISHED, published_at=time)
    printed = [moment.get("datetime") for moment in elements(desk.get(address(story, RU)), "time", data_age="")]
    assert printed == [machine(time)]


def test_an_edition_without_text_says_so(desk):
    story = make_article("ru", slug="story")
    pages = {code: desk.get(address(story, editions.BY_CODE[code])) for code in ("ru", "en", "kk-arab")}
    found = {code: (page.status_code, words_of(next(page_of(page).iter("h1")))) for code, page in pages.items()}
    assert found == {
        "ru": (200, story.title_ru),
        "en": (200, "There is nothing to show yet"),
        "kk-arab": (200, "ازىرگە كورسەتەتىن ەشتەڭە جوق"),
    }


# What is in the form


def headline(page):
    return words_of(next(page_of(page).iter("h1")))


def test_a_form_that_is_not_saved_is_shown(desk):
    story = make_article("ru", "en", title_ru="Saved", title_en="English draft")
    tag = make_tag("akims", name_ru="Акимы", name_en="Akims")
    form = form_values(open_form(desk, story, RU), FORM)
    form |= {
        "title": "Typed <b>now</b>",
        "body": '<p>One</p><p onclick="x()">Two<script>1</script></p>',
        "tags": tag.pk,
    }

    shown = {code: desk.post(address(story, editions.BY_CODE[code]), form) for code in ("ru", "en", "kk")}

    assert [headline(shown[code]) for code in ("ru", "en")] == ["Typed <b>now</b>", "English draft"]
    text = "".join(shown["ru"].content.decode().split())
    assert "<p>One</p><p>Two</p>" in text
    assert [words_in(shown[code], "tags") for code in ("ru", "en")] == ["Акимы", "Akims"]
    assert headline(desk.get(address(story, RU))) == "Saved"


def test_a_form_with_faults_names_them(desk):
    story = make_article("ru")
    form = form_values(open_form(desk, story, RU), FORM) | {"kind": "no kind", "source_url": "no address"}
    page = desk.post(address(story, RU), form)
    assert page.status_code == 200
    assert [words_of(fault).split(":")[0] for fault in page_of(page).iter("li")] == ["Вид", "Адрес источника"]


def test_a_form_of_another_site_is_refused(desk, chief):
    client = Client(enforce_csrf_checks=True)
    client.force_login(chief)
    assert client.post(address(make_article("ru"), RU), {"title": "x"}).status_code == 403


# Who sees it, and what keeps it


def test_to_anybody_else_there_is_no_such_page(client, signed_in):
    story = make_article("ru", status=Status.UNPUBLISHED)
    reader = Client()
    reader.force_login(User.objects.create_user("reader", password="correct horse"))
    for visitor in (client, reader, signed_in("moderator")):
        pages = [visitor.get(address(story, RU)), visitor.get("/ru/preview/999999/"), visitor.post(address(story, RU))]
        assert [page.status_code for page in pages] == [404, 404, 404]
        assert pages[0].content.decode() == pages[1].content.decode().replace("999999", str(story.pk))
    assert [signed_in(role).get(address(story, RU)).status_code for role in ("reporter", "photo editor")] == [200, 200]


HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}


def test_headers_for_staff(client, desk):
    story = make_article("ru", video_url="https://youtu.be/dQw4w9WgXcQ")
    page, none = desk.get(address(story, RU)), client.get(address(story, RU))
    assert [{name: one.headers.get(name) for name in HEADERS} for one in (page, none)] == [HEADERS, HEADERS]
    assert directives(page) == POLICY | {
        "frame-ancestors": ["'self'"],
        "frame-src": ["https://www.youtube-nocookie.com"],
    }
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert (none.headers["X-Frame-Options"], directives(none)) == ("DENY", POLICY)
    assert "Content-Encoding" not in desk.get(address(story, RU), headers={"Accept-Encoding": "br"}).headers


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("kk", ["Тағы", "Аударманы салыстыру", "Сайттан көру", "Алдын ала қарау"]),
        ("ru", ["Ещё", "Сверить перевод", "Смотреть на сайте", "Предпросмотр"]),
        ("en", ["More", "Side by side", "View on site", "Preview"]),
    ],
)
def test_the_menu_of_the_bar_names_its_previews_alone_as_previews(signed_in, language, names):
    (preview,) = elements(open_form(signed_in("editor", language), make_article("ru"), RU), "story-preview")
    (menu,), (group,) = preview.xpath("details"), preview.xpath("details//*[@role='group']")
    outside = [words_of(part) for part in menu.xpath("summary | .//*[@class='story-more']/a")]
    assert [*outside, words_of(group[0])] == names
    assert {words_of(button) for button in group.xpath("button")} == {edition.autonym for edition in editions.EDITIONS}
