"""The admin's search finds stories, and every page of the admin opens."""

import json
import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Assignment, Check, Draft, DraftConflict, LegacyAddress, Level, Status, Work
from articles.tests.desk import (
    LIST,
    RU,
    change_url,
    current_tab,
    in_each_edition,
    in_each_language,
    open_form,
    press,
    row_of,
)
from articles.tests.draft_rows import write
from articles.tests.makers import (
    make_article,
    make_author,
    make_category,
    make_law_day,
    make_photo,
    make_tag,
    set_level,
)
from articles.tests.page_content import elements, page_of, parts_of, submit, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db


def found(client, words, address=LIST):
    response = client.get(address, {"q": words})
    assert response.status_code == 200
    return rows_of(response)


def rows_of(response):
    """Return the ids of the rows of a list, in order."""
    links = [link.get("href") or "" for row in elements(response, "table", id="result_list") for link in row.iter("a")]
    return [int(found[1]) for found in map(re.compile(r"/(\d+)/change/").search, links) if found]


@pytest.mark.parametrize(
    ("code", "title", "words"),
    [
        ("ru", "Акимы всех уровней", "акимы"),
        ("ru", "Акимы всех уровней", "УРОВНЕЙ АКИМЫ"),
        ("kk", "Әкімдер сайлауы Өскеменде", "әКІМДЕР өскемен"),
        ("uz-cyrl", "Қишлоқ ҳокимлари Ўзбекистон", "ҳОКИМЛАРИ ўзбек қишлоқ"),
        ("en", "Rural Akims", "rURAL aKIMS"),
        ("zh-hans", "哈萨克斯坦政府", "斯坦"),
        ("ru", "Ёлка в Алматы", "ёлка"),
        ("ru", "Ёлка в Алматы", "елка"),
        ("en", "Kazakhstan’s path", "kazakhstan's"),
        ("ru", "Итоги: «Amanat» победил", '"«amanat» победил"'),
    ],
)
def test_a_story_is_found_in_any_language_and_any_case(signed_in, code, title, words):
    story, _other = make_article(code, title=title), make_article(code, title="Something else entirely")
    assert found(signed_in("reporter"), words) == [story.pk]


@in_each_edition
@pytest.mark.parametrize("field", ["title", "lead"])
@pytest.mark.parametrize("status", Status.values)
def test_the_search_covers_every_edition(signed_in, edition, field, status):
    story = make_article(edition.code, status=status, **{field: "Встреча с Избирателями"})
    make_article(edition.code, status=status)
    client = signed_in("reporter")
    assert found(client, "ИЗБИРАТЕЛЯМИ") == [story.pk]
    assert found(client, "Избирателями осень") == []


def test_the_search_finds_what_readers_have_and_what_will_replace_it(signed_in):
    story, _other, client = make_article("ru", title="Прежний заголовок"), make_article("ru"), signed_in("reporter")
    submit(client, open_form(client, story, RU), "article_form", title="Новый заголовок", lead="Ёлка")
    for words in ("ПРЕЖНИЙ", "НОВЫЙ", "новый прежний", "елка заголовок", '"новый ЗАГОЛОВОК"'):
        assert found(client, words) == [story.pk]
    assert found(client, "новый осень") == []


def test_the_search_finds_each_story_once(signed_in):
    words = {f"title_{edition.suffix}": "Слово" for edition in editions.STORED}
    story = make_article("ru", **words)
    assert found(signed_in("reporter"), "слово") == [story.pk]


def test_a_story_is_found_by_its_key(signed_in):
    story, _other = make_article("ru", key="akims-leave"), make_article("ru")
    assert found(signed_in("reporter"), "AKIMS-leave") == [story.pk]


def test_every_word_must_occur_in_one_of_the_editions(signed_in):
    story = make_article("ru", title_ru="Выборы", title_kk="Сайлау")
    make_article("ru", title_ru="Выборы")
    client = signed_in("reporter")
    assert found(client, "выборы сайлау") == [story.pk]
    assert found(client, "выборы сайлау осень") == []


SIGNS = [
    ".*",
    "(",
    ")",
    "[",
    "]",
    "\\",
    "\\d",
    "^",
    "$",
    "|",
    "?",
    "+",
    "{2}",
    "a{",
    "(?i)",
    "[[:alpha:]]",
    "\\y",
    "***:.",
]


@pytest.mark.slow
@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_means_itself(signed_in, sign):
    story, _other = make_article("ru", title=f"Знак {sign} здесь"), make_article("ru", title="Без знака: abc 123")
    assert found(signed_in("reporter"), sign) == [story.pk]


@pytest.mark.slow
@pytest.mark.parametrize("words", ["\0", "a\0b", "'", '"', "''", '"\\"', "\\", "\N{ZERO WIDTH SPACE}", "й\u0306\u0301"])
@pytest.mark.parametrize("model", ["article", "photo", "category", "tag", "author"])
def test_an_unexpected_query_string_causes_no_error(superuser, words, model):
    client = superuser()
    assert client.get(f"/admin/articles/{model}/", {"q": words}).status_code == 200
    asked = {"app_label": "articles", "model_name": "article", "field_name": "category", "term": words}
    assert client.get("/admin/autocomplete/", asked).status_code == 200


def test_a_search_that_finds_nothing_says_so_and_leads_to_the_whole_list(signed_in):
    make_article("ru", title="Вода")
    client, said = signed_in("editor"), {}
    for words in ("", "вода", "огонь"):
        said[words] = words_of(page_of(client.get(LIST, {"q": words})))
    assert ["Nothing was found. Show all" in text for text in said.values()] == [False, False, True]
    assert ["Found:" in text for text in said.values()] == [False, True, True]
    assert "Found: 1" in words_of(page_of(client.get(LIST, {"kind__exact": "news"})))


def test_a_very_long_search_causes_no_error(superuser):
    make_article("ru", title="Слово")
    client = superuser()
    assert found(client, "слово") == found(client, "слово " * 20)
    assert found(client, " ".join(f"слово{number}" for number in range(1000))) == []


HEADLINES_AT_DESK = {
    "kk": {"Сарлавҳа [uz-cyrl]", "Қазақ тақырыбы", "Жоба", "标题 [zh-hans]", "Жаңа"},
    "ru": {"Сарлавҳа [uz-cyrl]", "Русский заголовок", "Опубликовано", "标题 [zh-hans]", "Новый"},
    "en": {"Сарлавҳа [uz-cyrl]", "Русский заголовок [ru]", "Опубликовано [ru]", "标题 [zh-hans]", "New"},
}


@pytest.mark.parametrize("language", HEADLINES_AT_DESK)
def test_a_story_has_its_headline_in_the_language_of_the_desk_wherever_one_is(signed_in, language):
    """Whether readers have it or only a draft. A headline in another language has the code of its edition."""
    make_article("ru", "kk", title_ru="Русский заголовок", title_kk="Қазақ тақырыбы")
    make_article("zh-hans", title_zh_hans="标题")
    make_article("uz-cyrl", status=Status.UNPUBLISHED, title_uz_cyrl="Сарлавҳа")
    make_article("ru", title_ru="Опубликовано", title_kk="Жоба")
    story = make_article("zh-hans", title="草稿", title_kk="Жаңа", title_ru="Новый", title_en="New")
    DraftConflict.objects.create(article=story, language="ru", part="title", mine="a", theirs="b", at=timezone.now())
    client, own = signed_in("chief editor", language), {"kk": "Жаңа", "ru": "Новый", "en": "New"}[language]
    shown = [words_of(cell) for cell in parts_of(client.get(LIST), "field-__str__")]
    assert {*shown} == HEADLINES_AT_DESK[language]
    assert words_of(parts_of(open_form(client, story, RU), "story-name")[0]) == own
    for page in ("history/", "delete/", "conflicts/?edition=ru"):
        said = words_of(page_of(client.get(f"/admin/articles/article/{story.pk}/{page}")))
        assert (own in said, "[" in said) == (True, False)
    assert words_of(parts_of(client.get("/admin/articles/draftconflict/"), "field-article")[0]) == own
    asked = {"app_label": "articles", "model_name": "relatedarticle", "field_name": "related", "term": own}
    assert [row["text"] for row in client.get("/admin/autocomplete/", asked).json()["results"]] == [own]


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "story No. {} (without a headline)"),
        ("kk", "№ {} материал (тақырыпсыз)"),
        ("ru", "материал № {} (без заголовка)"),
    ],
)
def test_a_story_without_a_headline_is_named_by_its_number(superuser, language, name):
    nameless = Article.objects.create(key="e951baa6b1")
    (cell,) = parts_of(superuser(language).get(LIST), "field-__str__")
    assert words_of(cell) == name.format(nameless.pk)


def test_the_list_shows_the_state_of_each_edition(signed_in):
    tomorrow = timezone.now() + timezone.timedelta(days=1)
    words = {"title_kk": "Тақырып", "title_en": "Headline", "title_uz_cyrl": "Сарлавҳа"}
    story = make_article("ru", "zh-hans", published_at_zh_hans=tomorrow, **words)
    Draft.objects.filter(language="en").update(state=Work.IN_REVIEW)
    Draft.objects.filter(language="uz-cyrl").update(state=Work.READY)
    client, states = signed_in("reporter"), "kk: draft ru: {} en: in review zh-hans: scheduled uz-cyrl: ready"

    def shown():
        (cell,) = parts_of(client.get(LIST), "field-states")
        return words_of(cell)

    assert shown() == states.format("live")
    (cell,) = parts_of(client.get(LIST), "field-states")
    shapes = ["draft", "live", "review", "scheduled", "ready"]
    assert [use.get("href") for use in cell.iter("use")] == [f"#shape-{shape}" for shape in shapes]
    (legend,) = parts_of(client.get(LIST), "states-legend")
    assert {f"#shape-{shape}" for shape in shapes} < {use.get("href") for use in legend.iter("use")}
    assert [words_of(mark) for mark in parts_of(open_form(client, story, RU), "state")][:2] == ["draft", "live"]
    submit(client, open_form(client, story, RU), "article_form", title="Другой")
    stale = " zh-hans: stale: 1 paragraph"  # its original has another headline now
    assert shown() == states.format("live, unpublished changes") + stale
    Article.objects.filter(pk=story.pk).update(status_ru=Status.WITHDRAWN)
    assert shown() == states.format("withdrawn") + stale


@pytest.mark.parametrize("status", [Status.UNPUBLISHED, Status.PUBLISHED])
def test_a_story_rises_in_the_list_when_its_drafts_change(signed_in, status):
    """Readers see no change, and what was saved a moment ago is not written again."""
    first, second, client = make_article("ru", status=status), make_article("ru"), signed_in("editor")
    long_ago, apart = timezone.now() - timezone.timedelta(days=1), ("updated_at", "kind")
    for changes in ({"title": "Другой"}, {"kind": "opinion"}, {"publish_at_0": "2099-11-24", "publish_at_1": "10:33"}):
        Article.objects.filter(pk=first.pk).update(updated_at=long_ago)
        before = row_of(first)
        assert rows_of(client.get(LIST)) == [second.pk, first.pk]
        submit(client, open_form(client, first, RU), "article_form")
        assert (rows_of(client.get(LIST)), row_of(first)) == ([second.pk, first.pk], before)
        submit(client, open_form(client, first, RU), "article_form", **changes)
        assert rows_of(client.get(LIST)) == [first.pk, second.pk]
        after = row_of(first)
        assert {name for name in before if after[name] != before[name]} <= {*apart}
        if "title" in changes:
            submit(client, open_form(client, first, RU), "article_form", title="Третий")
            assert row_of(first) == after
    if status == Status.UNPUBLISHED:
        Article.objects.filter(pk=first.pk).update(updated_at=long_ago)
        press(client, open_form(client, first, RU), "move", to="in_review")
        assert rows_of(client.get(LIST)) == [first.pk, second.pk]


def test_the_list_is_filtered_by_the_state_of_an_edition_and_by_work(signed_in, staff):
    """Alone, in one edition, and together with other filters and words."""
    client, chief = signed_in("reporter"), staff("chief editor")
    published = make_article("ru", "zh-hans", title="Вода", kind="opinion")
    withdrawn = make_article("ru", "zh-hans", title="Вода", status_zh_hans=Status.WITHDRAWN)
    drafted = make_article("ru", title="Огонь", title_en="Fire")
    Assignment.objects.create(article=drafted, language="en", assignee=chief)
    expected = {
        "state=published": [published, withdrawn, drafted],
        "state=published&in=zh-hans": [published],
        "state=published&kind__exact=opinion": [published],
        "state=withdrawn": [withdrawn],
        "state=withdrawn&in=ru": [],
        "state=draft": [drafted],
        "state=missing&in=en": [published, withdrawn],
        "state=missing&in=en&q=вода": [published, withdrawn],
        "state=published&in=zh-hans&q=ВОДА": [published],
        "work=desk": [drafted],
        "work=mine": [],
        "work=desk&state=draft&in=en": [drafted],
        "state=live'&in=xx&work=none": [published, withdrawn, drafted],
    }
    found = {query: sorted(rows_of(client.get(f"{LIST}?{query}"))) for query in expected}
    assert found == {query: [story.pk for story in stories] for query, stories in expected.items()}


def test_no_filter_of_the_list_counts_its_stories(superuser):
    client = superuser()
    for address, has_counts in ((LIST, False), ("/admin/house_style/rule/", True)):
        assert ("_facets" in client.get(address).text) == has_counts
        (filters,) = elements(client.get(address, {"_facets": "True"}), "nav", id="changelist-filter")
        assert bool(re.search(r"\(\d+\)", words_of(filters))) == has_counts


def test_a_word_that_many_stories_have_is_found_in_the_newest(signed_in, monkeypatch):
    monkeypatch.setattr("articles.desk_search.MOST_FEW", 1)
    monkeypatch.setattr("articles.desk_search.PIECE", 2)
    stories = [make_article("ru", title="Вода") for _story in range(5)]
    client = signed_in("reporter")
    page = client.get(LIST, {"q": "вода"})
    assert rows_of(page) == [story.pk for story in reversed(stories)]
    assert "Only the newest" not in page.text
    monkeypatch.setattr("articles.desk_search.MOST_READ", 4)
    page = client.get(LIST, {"q": "вода"})
    assert rows_of(page) == [story.pk for story in reversed(stories)][:4]
    assert "Only the newest" in page.text


@pytest.mark.parametrize(
    ("model", "field", "answers"),
    [
        ("article", "category", ["Society"]),
        ("article", "tags", ["Elections"]),
        ("article", "lead_photo", ["Station"]),
        ("relatedarticle", "related", ["Draft of a story"]),
        ("byline", "author", ["Asel"]),
        ("articlephoto", "photo", ["Station"]),
        ("relatedarticle", "related", ["Society news"]),
        ("popularplace", "article", ["Society news"]),
        ("legacyaddress", "article", ["Society news"]),
    ],
)
def test_the_autocomplete_of_a_field_answers(superuser, model, field, answers):
    make_category("society")
    make_tag("elections")
    make_author("asel")
    make_photo(alt_en="Station")
    make_article("en", title="Society news")
    make_article("en", status=Status.UNPUBLISHED, title="Draft of a story")
    client = superuser()
    asked = {"app_label": "articles", "model_name": model, "field_name": field}
    response = client.get("/admin/autocomplete/", asked | {"term": answers[0].split()[0].upper()})
    results = json.loads(response.content)["results"]
    assert [row["text"] for row in results] == answers
    is_pictured = [row.get("picture", "").startswith("/media/photos/") for row in results]
    assert is_pictured == ["photo" in field] * len(answers)
    nothing = client.get("/admin/autocomplete/", asked | {"term": "no such thing"})
    assert json.loads(nothing.content)["results"] == []


@pytest.fixture
def one_of_each(demo):
    story = Article.objects.get(key="akims-leave-amanat")
    LegacyAddress.objects.create(path="/ru/2020/01/01/old/", language="ru", article=story)
    apps.get_model("comments.comment").objects.create(article=story, language="ru", name="Reader", text="Words")
    guests = apps.get_model("auth.group").objects.create(name="guests")
    set_level(Level.WARN, Check.LEAD)
    make_law_day(timezone.now(), timezone.now() + timezone.timedelta(days=1))
    apps.get_model("staff.secondfactorrule").objects.create(role=guests)
    DraftConflict.objects.create(article=story, language="ru", part="title", mine="a", theirs="b", at=timezone.now())
    apps.get_model("articles.daybookevent").objects.create(what="Session", day=timezone.localdate())
    apps.get_model("outbox.effect").objects.create(act="act", channel="share cards", payload={"story": story.pk})


@in_each_language
@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_every_page_of_the_admin_opens(superuser, one_of_each, language, model):
    client, name = superuser(language), f"{model._meta.app_label}_{model._meta.model_name}"
    row = model._default_manager.order_by("pk").first()
    addresses = [reverse(f"admin:{name}_changelist"), reverse(f"admin:{name}_add")]
    addresses += [reverse(f"admin:{name}_{page}", args=[row.pk]) for page in ("change", "history", "delete")]
    status = {address: client.get(address, follow=True).status_code for address in addresses}
    closed = {address: 403 for address in status if not open_to_a_superuser(model, address)}
    assert status == dict.fromkeys(addresses, 200) | closed


def open_to_a_superuser(model, address):
    label = model._meta.label
    if address.endswith("/add/"):
        return label not in (
            "articles.Correction",  # they are written on the page of their story
            "articles.DraftConflict",
            "articles.PublishRule",
            "comments.Comment",
            "identity.SiteIdentity",
            "outbox.Effect",
            "staff.SignInEvent",
        )  # comments can't be added, and there is only one identity
    kept = ("articles.DraftConflict", "articles.PublishRule", "identity.SiteIdentity")
    logs = ("outbox.Effect", "staff.SignInEvent")
    return not (address.endswith("/delete/") and label in (*kept, *logs))


@pytest.mark.one_database
@pytest.mark.slow
@pytest.mark.usefixtures("seeds")
@in_each_edition
@pytest.mark.parametrize("role", ["reporter", "translator", "editor", "chief editor", "photo editor"])
def test_every_tab_of_a_seed_story_opens_for_every_role(signed_in, edition, role):
    article = Article.objects.get(key="almaty-region-new-constitution")
    response = open_form(signed_in(role), article, edition)
    assert (response.status_code, current_tab(response)) == (200, f"?edition={edition.code}")


def test_the_search_in_the_header_opens_the_only_story_it_finds(signed_in, staff):
    client, story = signed_in("editor"), make_article("kk", "ru", title_ru="Школа открылась", title_kk="Мектеп ашылды")
    write(story, staff("reporter"), lead="В посёлке")
    make_article("ru", title="Больница открылась")
    asked = ("школа", "ПОСЁЛКЕ", "мектеп", "мектеп школа", "открылась", "")
    found = {words: client.get(f"{LIST}find/", {"q": words}).headers["Location"] for words in asked}
    in_russian, in_kazakh = (f"{change_url(story)}?edition={code}" for code in ("ru", "kk"))
    assert [found[words] for words in asked[:4]] == [in_russian, in_russian, in_kazakh, in_kazakh]
    assert found["открылась"] == f"{LIST}?q=%D0%BE%D1%82%D0%BA%D1%80%D1%8B%D0%BB%D0%B0%D1%81%D1%8C"
    assert found[""] == f"{LIST}?"
    assert signed_in("moderator").get(f"{LIST}find/").status_code == 403
