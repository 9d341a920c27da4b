"""The search of the desk finds stories in any language, in what readers have and in drafts."""

import pytest

from articles.models import Status
from articles.tests.desk import LIST, RU, change_url, in_each_edition, open_form, rows_of
from articles.tests.draft_rows import write
from articles.tests.makers import make_article
from articles.tests.page_content import page_of, submit, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db


def found(client, words, address=LIST):
    response = client.get(address, {"q": words})
    assert response.status_code == 200
    return rows_of(response)


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
