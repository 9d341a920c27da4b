"""What the desk says in Kazakh and Russian, where Django's own translations put words into the wrong form."""

import json
import re

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.utils.translation import gettext, ngettext, override

from articles.models import Status
from articles.tests.desk import FORM, LIST, RU, errors_on, messages_on, open_form, press, rows
from articles.tests.makers import make_article, make_tag
from articles.tests.page_content import elements, page_of, submit, words_of
from conftest import import_or_fail
from newsroom.desk.history import change_words

polib = import_or_fail("polib")
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

TAGS = "/admin/articles/tag/"
each_language = pytest.mark.parametrize("language", ["kk", "ru"])


def said_on(response):
    return words_of(page_of(response))


@pytest.mark.parametrize(
    ("language", "address", "sentences"),
    [
        ("kk", TAGS, ["Қосу: тег", "Таңдалғандарды жою: тегтер", "Орындау",
                      "Таңдалғаны: 0 / 5", "Барлығы: 5"]),
        ("ru", TAGS, ["Добавить: тема", "Удалить выбранное: темы", "Выполнить",
                      "Выбрано: 0 из 5", "Всего: 5"]),
        ("kk", LIST, ["Барлығы: 2", "ru: жоспарланған"]),
        ("ru", LIST, ["Всего: 2", "ru: запланировано"]),
        ("kk", "/admin/", ["Редакция", "Атауы Қосу Өзгерту немесе көру"]),
        ("ru", "/admin/", ["Редакция", "Название Добавить Изменить или посмотреть"]),
        ("kk", f"{TAGS}add/", ["Редакция", "Қосу: тег"]),
        ("ru", f"{TAGS}add/", ["Редакция", "Добавить: тема"]),
    ],
)  # fmt: skip
def test_numbers_and_headings_need_no_case(superuser, language, address, sentences):
    for number in range(5):
        make_tag(f"tag-{number}")
    make_article("ru")
    make_article("ru", published_at_ru="2099-01-01T00:00:00Z")
    said = said_on(superuser(language).get(address))
    assert [sentence for sentence in sentences if sentence not in said] == []


@pytest.mark.parametrize(("query", "heading"), [("", "Темы"), ("?_popup=1", "Выберите: тема")])
def test_a_list_is_named_after_what_is_in_it(superuser, query, heading):
    [title] = page_of(superuser("ru").get(TAGS + query)).iter("h1")
    assert words_of(title) == heading


@pytest.mark.parametrize(
    ("language", "wrong", "taken", "signs"),
    [
        (
            "kk",
            "Бүтін сан енгізіңіз.",
            "Бұл мекенжайды басқа материал пайдаланады.",
            "Тек латын әріптерін, цифрларды, дефисті және астыңғы сызықты пайдаланыңыз.",
        ),
        (
            "ru",
            "Введите целое число.",
            "Этот адрес уже занят другим материалом.",
            "Используйте только латинские буквы, цифры, дефис и знак подчёркивания.",
        ),
    ],
)
def test_saving_and_publishing_a_story_tells_what_is_wrong(superuser, language, wrong, taken, signs):
    make_article("ru", slug="taken")
    story, client = make_article("ru", title="Көктем"), superuser(language)
    refused = submit(client, open_form(client, story, RU), FORM, **rows("byline", {"position": "third"}))
    assert errors_on(refused) == [wrong]
    for slug, message in (("taken", taken), ("көктем", signs)):
        response = press(client, open_form(client, story, RU), "publish", slug=slug)
        assert messages_on(client.get(response.url)) == [message]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Published", "Withdrawn", "In review", "Returned for changes"]),
        ("kk", ["Жарияланған", "Сайттан алынды", "Тексеруде"]),
        ("ru", ["Опубликовано", "Снято", "На проверке"]),
    ],
)
def test_the_history_of_a_story_is_in_the_language_of_the_desk(superuser, language, told):
    story, client = make_article("ru", status=Status.UNPUBLISHED, title="Көктем"), superuser(language)
    acts = [("publish", {}), ("withdraw", {}), ("move", {"to": "in_review"}), ("move", {"to": "writing"})]
    for act, fields in acts[: len(told)]:
        press(client, open_form(client, story, RU), act, **fields)
    assert history_of(client, story) == [f"Русский: {state}" for state in told]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["In all editions: Fields of all editions published",
                "In all editions: Changes in all editions discarded", "Русский: Changes discarded"]),
        ("kk", ["Барлық басылымда: Барлық басылымның өрістері жарияланды",
                "Барлық басылымда: Барлық басылымдағы өзгерістерден бас тартылды",
                "Русский: Өзгерістерден бас тартылды"]),
    ],
)  # fmt: skip
def test_the_history_tells_acts_on_all_editions(superuser, language, told):
    story, client = make_article("ru"), superuser(language)
    submit(client, open_form(client, story, RU), FORM, kind="opinion")
    press(client, open_form(client, story, RU), "publish-shared")
    submit(client, open_form(client, story, RU), FORM, kind="news", title="Draft")
    press(client, open_form(client, story, RU), "discard-shared")
    press(client, open_form(client, story, RU), "discard")
    assert history_of(client, story) == told


def history_of(client, story):
    """Return what the entries of its history tell, the oldest first. Each act is told once."""
    (history,) = elements(client.get(f"/admin/articles/article/{story.pk}/history/"), "table", id="change-history")
    entries = [words_of(row.findall("td")[1]) for row in history.iter("tr") if row.findall("td")]
    return entries[::-1]


def test_what_django_tells_of_rows_in_a_history_is_translated():
    changes = [
        {"added": {}},
        {"changed": {"name": "byline", "object": "Асель", "fields": ["Position"]}},
        {"deleted": {"name": "photo in the text", "object": "Степь"}},
    ]
    with override("ru"):
        assert change_words(LogEntry(change_message=json.dumps(changes))) == (
            "Добавлено. Изменено: подпись автора «Асель», Порядок. Удалено: фото в тексте «Степь»."
        )
        assert change_words(LogEntry(change_message="typed by hand")) == "typed by hand"


def sentences_of_the_admin(language):
    """Return what the desk says for each message of the admin, which are in its English catalogue."""
    folder = apps.get_app_config("admin").path
    with override(language):
        for entry in polib.pofile(f"{folder}/locale/en/LC_MESSAGES/django.po"):
            if entry.msgid_plural:
                yield from (ngettext(entry.msgid, entry.msgid_plural, count) for count in (1, 2, 5))
            else:
                yield gettext(entry.msgid)


@each_language
def test_the_admin_has_the_quotation_marks_and_letters_of_the_language(language):
    said = [sentence for sentence in sentences_of_the_admin(language) if re.search("[а-я]", sentence)]
    assert len(said) > 70
    assert [sentence for sentence in said if re.search(r"[“”\"']|\bеще\b|учетн|(измен|удал)ен\b", sentence)] == []
