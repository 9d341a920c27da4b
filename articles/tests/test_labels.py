"""Labels are shown wherever their story is. Paid stories are not shown where readers would take them for news."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from articles.front import compose
from articles.models import BreakingLine, FrontPick, Paid, PopularPlace, RelatedArticle
from articles.tests.makers import add_node, make_article, make_author, make_category, make_tag, recall_node
from articles.tests.page_content import elements, parts_of, words_in, words_of
from newsroom import editions
from newsroom.database.cached_values import CachedValues

pytestmark = pytest.mark.django_db

RU = editions.BY_CODE["ru"]
WORDS = {Paid.ADVERTISING: "Реклама", Paid.PARTNER: "Партнёрский материал"}
each_paid = pytest.mark.parametrize("paid", Paid.values)


def labels_of(client, **fields):
    return [
        words_of(label)
        for part in parts_of(client.get(make_article("ru", **fields).address_in(RU)), "labels")
        for label in part
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, []),
        ({"paid": "advertising"}, ["Реклама"]),
        ({"paid": "partner"}, ["Партнёрский материал"]),
        ({"is_official_answer": True}, ["Официальный ответ"]),
        ({"machine_part": "made"}, ["Создано искусственным интеллектом"]),
        ({"machine_part": "assisted"}, ["Подготовлено с помощью искусственного интеллекта"]),
        ({"age_mark": "18+"}, ["18+"]),
        ({"kind": "opinion"}, ["Мнение"]),
        (
            {"paid": "advertising", "is_official_answer": True, "machine_part": "made", "age_mark": "6+"},
            ["Реклама", "Официальный ответ", "Создано искусственным интеллектом", "6+"],
        ),
    ],
)  # fmt: skip
def test_labels_come_before_the_headline(client, fields, words):
    assert labels_of(client, **fields) == words


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("kk", "Жарнама"),
        ("kk-latn", "Jarnama"),
        ("kk-arab", "جارناما"),
        ("en", "Advertisement"),
        ("zh-hans", "广告"),
        ("uz-cyrl", "Реклама"),
    ],
)
def test_labels_are_in_the_language_of_the_edition(client, code, word):
    edition = editions.BY_CODE[code]
    story = make_article(edition.stored_in, paid="advertising")
    assert words_in(client.get(story.address_in(edition)), "labels") == word


# Lists: never without the label


@pytest.fixture
def planted(client):
    """Return a function: planted("advertising") places a paid story everywhere and returns {kind of page: response}."""

    def plant(paid):
        section, tag = make_category("society"), make_tag("elections")
        news = [make_article("ru", title=f"Новость {number}", category=section) for number in range(24)]
        story = make_article("ru", title="Оплачено Canary", paid=paid, category=section, slug="paid")
        story.tags.add(tag)
        make_author("asel", story)
        PopularPlace.objects.create(position=1, article=story)
        PopularPlace.objects.create(position=2, article=news[0])
        FrontPick.objects.create(article=story)
        BreakingLine.objects.create(article=story)
        add_node(news[0], recall_node(story), after=1)
        RelatedArticle.objects.create(article=news[1], related=story)
        day = f"{story.day:%Y/%m/%d}/"
        addresses = {
            "front": "", "section": "section/society/", "tag": "tag/elections/", "author": "author/asel/",
            "archive": "archive/", "search": "search/?q=Canary", "day": day, "month": day[:8], "year": day[:5],
            "story that recalls it": news[0].address_in(RU)[4:], "story related to it": news[1].address_in(RU)[4:],
            "nothing": "no-such-page/", "latest": "latest.json",
        }  # fmt: skip
        return {kind: client.get(f"/ru/{path}") for kind, path in addresses.items()}

    return plant


IN_LISTS = {"front", "section", "tag", "author", "archive", "search", "day", "month", "year"}


@each_paid
def test_a_paid_story_is_shown_only_in_lists_and_with_its_label_first(planted, paid):
    pages = planted(paid)
    shown = {kind for kind, page in pages.items() if "Оплачено" in page.content.decode()}
    assert shown == IN_LISTS
    for kind in IN_LISTS:
        links = [link for link in elements(pages[kind], "a") if words_of(link) == "Оплачено Canary"]
        adverts = parts_of(pages[kind], "advert")
        assert [kind, len(links), [[words_of(part) for part in advert][:2] for advert in adverts]] == [
            kind, 1, [[WORDS[paid], "Оплачено Canary"]],
        ]  # fmt: skip


def test_the_same_story_unpaid_is_shown_in_all_these_places(planted):
    pages = planted("")
    shown = {kind for kind, page in pages.items() if "Оплачено" in page.content.decode()}
    assert IN_LISTS | {"story that recalls it", "story related to it"} <= shown
    assert "Canary" in words_in(pages["front"], "breaking")
    assert parts_of(pages["section"], "advert") == []


@pytest.mark.slow
@each_paid
def test_on_the_front_a_paid_story_is_last_in_its_section_and_never_at_the_top(planted, paid):
    planted(paid)
    with override("ru"):
        front = compose(CachedValues())
    top = [front.breaking, front.lead, *front.second, *front.beside, *front.feed, *front.picks, *front.popular]
    assert [story for story in top if story and story.is_paid] == []
    assert [[story.is_paid for story in stories] for _section, stories in front.blocks] == [[False, False, False, True]]


def test_a_paid_story_cannot_be_placed_by_editors(staff):
    story = make_article("ru", paid="partner")
    for place in (FrontPick(article=story), BreakingLine(article=story)):
        with pytest.raises(ValidationError) as refused:
            place.full_clean()
        assert refused.value.message_dict == {"article": ["Paid stories cannot be placed here."]}
    FrontPick(article=make_article("ru")).full_clean()


TRANSLATIONS = {
    "kk": "Орыс тілінен аударма",
    "kk-latn": "Orys tılınen audarma",
    "ru": "Перевод с казахского",
    "en": "Translated from Russian",
    "zh-hans": "译自俄文",
    "uz-cyrl": "Русчадан таржима",
}


@pytest.mark.parametrize(("code", "words"), TRANSLATIONS.items())
def test_a_translation_names_the_language_of_its_original_in_its_own(client, code, words):
    edition = editions.BY_CODE[code]
    original = editions.BY_CODE["kk" if code == "ru" else "ru"]
    story = make_article(original.code, edition.stored_in)
    assert parts_of(client.get(story.address_in(original)), "translated") == []
    (label,) = parts_of(client.get(story.address_in(edition)), "translated")
    assert (label.text or "").strip() == words
    assert [link.get("href") for link in label.iter("a")] == [story.address_in(original)]


def test_every_pair_of_languages_has_its_own_label():
    labels = set()
    for original in editions.STORED:
        story = make_article(original.code)
        for edition in editions.STORED:
            with override(edition.code):
                labels.add(str(story.translated_from))
    assert len(labels - {""}) == len(editions.STORED) * (len(editions.STORED) - 1)
