"""The list of stories at the desk: names, states, order and filters."""

import re

import pytest
from django.utils import timezone

from articles.models import Article, Assignment, Draft, DraftConflict, Status, Work
from articles.tests.desk import LIST, RU, open_form, press, row_of, rows_of
from articles.tests.makers import make_article
from articles.tests.page_content import elements, page_of, parts_of, submit, words_of

pytestmark = pytest.mark.django_db


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
    at = f"tomorrow, {timezone.localtime(tomorrow):%H:%M}"
    client, states = signed_in("reporter"), f"kk: draft ru: {{}} en: in review zh-hans: scheduled {at} uz-cyrl: ready"

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
