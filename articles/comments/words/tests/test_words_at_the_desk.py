"""The list of words at the desk: a moderator tries a word on the last comments, then saves it, and it takes effect."""

import pytest

from articles.comments.models import BannedWord, State
from articles.comments.tests.makers import make_comment
from articles.comments.words.current import finder
from articles.comments.words.marking import pieces
from articles.comments.words.matching import Finder
from articles.comments.words.rules import Rule
from articles.tests.desk import change_url, errors_on
from articles.tests.makers import make_article
from articles.tests.page_content import elements, form_values, parts_of, words_of
from newsroom.database.cached_values import CachedValues

pytestmark = pytest.mark.django_db
ADD = "/admin/comments/bannedword/add/"
LIST = "/admin/comments/bannedword/"
GOOD = {
    "stem": "казино",
    "kind": "banned",
    "match": "begins",
    "exceptions": "казиношк",
    "is_active": "on",
    "note": "Реклама",
}


@pytest.fixture
def story():
    BannedWord.objects.all().delete()  # those of the migration
    return make_article("ru", "kk")


def marked(page):
    return [words_of(mark) for mark in elements(page, "mark")]


def test_a_word_is_tried_on_the_last_comments_before_it_is_saved(signed_in, story):
    make_comment(story, "Игра К-А-З-И-Н-О и kazino <b>тут</b>", name="Ойыншы", state=State.WAITING)
    make_comment(story, "Казиношка", state=State.REJECTED)
    make_comment(story, "Спасибо")
    client = signed_in("moderator", "ru")
    page = client.post(ADD, GOOD | {"_try": "1"})

    assert errors_on(page) == []
    assert [words_of(part) for part in parts_of(page, "word-trial-result")] == [
        "Было бы задержано комментариев: 1 из последних 3."
    ]
    assert marked(page) == ["К-А-З-И-Н-О", "kazino"]
    [text] = parts_of(page, "word-trial-text")
    assert words_of(text) == "Игра К-А-З-И-Н-О и kazino <b>тут</b>"
    assert form_values(page, "bannedword_form").items() >= GOOD.items()
    assert BannedWord.objects.count() == 0

    assert client.post(ADD, GOOD).status_code == 302
    word = BannedWord.objects.get()
    assert (word.stem, word.exception_words) == ("казино", ("казиношк",))
    assert word.changed_by.groups.get().name == "moderator"


def test_a_stored_word_is_tried_as_it_is_typed_and_stays_as_it_was(signed_in, story):
    make_comment(story, "Кругом реклама")
    word = BannedWord.objects.create(stem="спам")
    client = signed_in("chief editor", "kk")
    opened = form_values(client.get(change_url(word)), "bannedword_form")
    page = client.post(change_url(word), opened | {"stem": "реклам", "_try": "1"})
    assert marked(page) == ["реклам"]
    assert [words_of(part) for part in parts_of(page, "word-trial-result")] == [
        "Ұсталатын пікірлер: соңғы 1 пікірдің ішінде 1."
    ]
    word.refresh_from_db()
    assert (word.stem, word.changed_by) == ("спам", None)


def test_the_comments_that_a_word_would_have_held_are_paged(signed_in, story):
    for number in range(45):
        make_comment(story, f"Казино {number}")
    client = signed_in("moderator")
    last = client.post(ADD, GOOD | {"_try": "3"})
    assert [words_of(part) for part in parts_of(last, "word-trial-text")] == [
        f"Казино {number}" for number in range(4, -1, -1)
    ]
    buttons = [button.get("value") for button in elements(last, "button", name="_try")]
    assert buttons == ["1", "2"]
    assert len(marked(client.post(ADD, GOOD | {"_try": "1"}))) == 20
    for odd in ("", "x", "-1", "9" * 30):
        assert client.post(ADD, GOOD | {"_try": odd}).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"stem": "ад"}, "stem", "Введите не меньше трёх букв."),
        ({"stem": "а-а-а-а"}, "stem", "Введите не меньше трёх букв."),
        ({"stem": "спам"}, "stem", "Это слово уже есть в списке."),
    ],
)
@pytest.mark.parametrize("button", ["_save", "_try"])
def test_faults_are_shown_before_anything_is_tried_or_saved(signed_in, story, changes, field, message, button):
    BannedWord.objects.create(stem="спам")
    page = signed_in("moderator", "ru").post(ADD, GOOD | changes | {button: "1"})
    [errors] = [part for part in elements(page, "ul") if part.get("id") == f"id_{field}_error"]
    assert message in words_of(errors)
    assert parts_of(page, "word-trial-result") == []
    assert BannedWord.objects.count() == 1


def test_an_exception_that_changes_nothing_is_named(signed_in, story):
    page = signed_in("moderator", "ru").post(ADD, GOOD | {"exceptions": "казиношк\nкарта", "_try": "1"})
    [trial] = parts_of(page, "word-trial")
    said = words_of(trial)
    assert "«казино» и так не находится в «карта»." in said
    assert "казиношк" not in said


def test_who_may_change_the_list(signed_in, story):
    BannedWord.objects.create(stem="спам")
    assert [signed_in(role).get(LIST).status_code for role in ("moderator", "chief editor", "editor", "reporter")] == [
        200, 200, 403, 403,
    ]  # fmt: skip


def test_the_list_is_searched_and_filtered(signed_in, story):
    BannedWord.objects.create(stem="спам", note="Жарнама")
    BannedWord.objects.create(stem="казино", kind="suspect", is_active=False)
    client = signed_in("moderator")

    def listed(**asked):
        return [words_of(cell) for cell in parts_of(client.get(LIST, asked), "field-word")]

    assert listed() == ["казино", "спам"]
    assert listed(q="ЖАРНАМА") == ["спам"]
    assert listed(kind__exact="suspect") == listed(is_active__exact="0") == ["казино"]


def test_a_change_takes_effect_at_once_without_reading_the_words_again(story, django_assert_num_queries):
    def kinds(text):
        return [hit.rule.kind for hit in CachedValues().get(finder).find(text)]

    text = "спам"
    assert kinds(text) == []
    word = BannedWord.objects.create(stem="спам", kind="suspect")
    assert kinds(text) == ["suspect"]
    with django_assert_num_queries(1):  # the versions of all tables
        assert kinds(text) == ["suspect"]
    BannedWord.objects.filter(pk=word.pk).update(is_active=False)
    assert kinds(text) == []


def test_a_text_is_divided_into_pieces_of_which_the_hits_do_not_overlap():
    rules = [Rule(1, "казино"), Rule(2, "зин", "anywhere"), Rule(3, "нот", "anywhere")]
    text = "Да, казинот!"
    divided = pieces(text, Finder(rules).find(text))
    assert [(piece.text, [rule.id for rule in piece.rules]) for piece in divided] == [
        ("Да, ", []), ("казинот", [1, 2, 3]), ("!", []),
    ]  # fmt: skip
