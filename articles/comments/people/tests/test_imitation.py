"""Nicknames that imitate staff, authors, the paper or an office are refused; those of ordinary readers are not."""

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override

from articles.comments.people.imitation import by_look, imitates
from articles.tests.makers import make_author
from newsroom import editions
from newsroom.database.cached_values import CachedValues
from newsroom.identity.models import SiteIdentity
from newsroom.staff.models import User

pytestmark = pytest.mark.django_db

CYRILLIC_LOOKS = "Аsqаr Ахmеtоv"  # а, е, о, А and Ах are Cyrillic


@pytest.fixture(autouse=True)
def _paper():
    User.objects.create_user("askar", first_name="Асқар", last_name="Ахметов", is_staff=True)
    User.objects.create_user("reader", first_name="Ержан", last_name="Сейітов")  # not of the staff
    make_author("olga", name_ru="Ольга Шевченко", name_kk="Ольга Шевченко", name_en="Olga Shevchenko")
    make_author("ayan", name_kk="Аян", name_ru="Аян", name_en="Ayan")
    SiteIdentity.objects.create(name_ru="Сары-Арка", name_kk="Сарыарқа", age_mark="6+")


@pytest.mark.parametrize(
    "nickname",
    [
        *(
            "Асқар Ахметов",
            "асқар  ахметов",
            "Ахметов Асқар",
            "А с қ а р А х м е т о в",
            "Асқар.Ахметов",
            "Аскар Ахметов",
        ),
        *("Asqar Ahmetov", "Asqar Axmetov", CYRILLIC_LOOKS, "اسقار احمەتوۆ", "Aсқaр Aхметoв", "4сқар Ахмет0в"),
        *(
            "Асқар\u200bАхметов",
            "Асқар Ахметов (редакция)",
            "Асқар Ахметов 2",
            "А̶с̶қ̶а̶р̶ Ахметов",
            "ＡＳＱＡＲ Ａｈｍｅｔｏｖ",
        ),
        *("Ольга Шевченко", "Олbга Шевченко".replace("b", "ь"), "Olga Shevchenko", "Ольга Шeвчeнкo", "Oльга Шевченко!"),
        *("Аян", "Ayan", "аян.", "ᴀyᴀn", "Сарыарқа", "Сары Арка", "Sarıarqa"),
        *(
            "Редакция",
            "PEДАКЦИЯ",
            "Редактор Дана",
            "Модератор",
            "M0derator",
            "admin",
            "Аdmin",
            "Админ_1",
            "总编辑",
            "老编辑部",
        ),
        *("Dana ✔", "Бас редактор", "Таҳририят"),
        *("Адмuн", "Редакцuя", "\u13e2едакция", "\u13aadmin", "МΟDЕRАТΟR", "ΗΟΒΟСТИ редакция", "Ольra Шeвчeнкo"),
    ],
)
def test_an_imitation_is_refused(nickname):
    assert imitates(nickname)


FORMS = {
    "the paper": (
        "Газета Аймақ|АЙМАҚ news|Аймақ.kz|aimaq.kz|AimaqKZ|aimaq_kz|Gazeta Aimaq|Аймaқ-Online|4ймақ|Аймақ1|_Аймақ_"
        "|А й м а қ газета|ايماق|Аймақ🙂|Сары-Арка газеті|Sarıarqa.kz|sary-arka news|Сарыарқа2026|gazetasaryarka"
    ),
    "offices": (
        "Moderators|Editors|Editor's|M0derators|Модератора|модераторов|Moderatory|Mодератopа|Модераторлар|Главред"
        "|главреда|Glavred|Главный редактор|Glavnyi redaktor|редактopа|Редакторы|Бас редактордың|Bas redaktorlar"
        "|Редакция газеты|Redaktsiya|redakciya gazety|редакциямен|Редaкцию|Редакциясының|Администраторы|админов|АдминЫ"
        "|администрации|әкімшілер|муҳаррирлар|Muharrir|таҳририятдан|Tahririyat|Маъмурият|модер|м о д е р а т о р|主编"
        "|Дана (модераторша)"
    ),
    "what is official": "Официальный|официальная|Ofitsialnyi|Oficialnyj|Official|Ресми|Resmi|расмий|Дана, поддержка",
    "nobody's": (
        "Удалённый читатель|Удаленный читатель|УДАЛЁННЫЙ  ЧИТАТЕЛЬ|Udalennyi chitatel|Deleted reader|Deleted reader 2"
        "|Өшірілген оқырман|Автор материала|avtor materiala|the editors|Материал авторы"
    ),
}


@pytest.mark.parametrize("kind", FORMS)
def test_forms_of_what_is_protected_are_refused_too(kind):
    names = FORMS[kind].split("|")
    if kind == "nobody's":
        names += stubs()
    assert [name for name in names if not imitates(name)] == []


def stubs():
    """Return what is printed for somebody who is erased, in each language."""
    found = []
    for edition in editions.STORED:
        with override(edition.code):
            found.append(gettext("Deleted reader"))
    assert len(set(found)) == len(editions.STORED)
    return found


HONEST = (
    "Айман|Айгүл|Аймақбай|Аймағамбет|Аймауыт|Айма|Едил|Еділ|Ерлан|Әкім|Әкімжан|Мадияр|Қонақ|Нұрсұлтан|Жұлдыз|Бауыржан"
    "|Асқар Қ.|Оқырман|Ауыл тұрғыны|Сары|Арқа|Сарыбай|Арқабай"
    "|Редиан|Модест|Модеста|Мира|Виталий|Оля|Читатель|Гость|Аноним|Инфо|Рената|Эдуард|Эдик|Офелия|Мария Ивановна"
    "|Главная|Удалец|Автор|Материал|Сосед|Модистка|Редут|Администр"
    "|Маъмура|Расмия|Расул|Муҳаррам|Таҳмина|Гулнора|Шерзод|Дилшод|Меҳмон|Ўқувчи"
    "|张伟|王芳|李明|编剧|读者|小明|管乐"
    "|Edith|Edita|Stafford|Moderna|Reader|Admiral|Adam|Ernar KZ|News fan|Reader 17|John Smith|Supporter|Deleted|qonaq"
).split("|")


def test_ordinary_names_and_nicknames_of_our_languages_are_free():
    assert (len(HONEST) >= 60, [name for name in HONEST if imitates(name)]) == (True, [])


def test_a_name_is_protected_as_soon_as_somebody_has_it():
    values = CachedValues()
    assert not imitates("Серік Омаров", values)
    User.objects.create_user("serik", first_name="Серік", last_name="Омаров", is_staff=True)
    author = make_author("gulim", name_kk="Гүлім Сейітова")
    assert [imitates(name) for name in ("Серик Омаров", "Gulim Seitova")] == [True, True]
    author.delete()
    assert not imitates("Гүлім Сейітова")


def test_signing_in_does_not_have_the_names_read_again():
    def version():
        return CachedValues().versions[User._meta.db_table]

    before, user = version(), User.objects.get(username="askar")
    user.last_login = timezone.now()
    user.save(update_fields=["last_login"])
    assert version() == before
    user.first_name = "Ерлан"
    user.save(update_fields=["first_name"])
    assert version() != before


@pytest.mark.parametrize(
    "nickname",
    [
        *("Айгүл", "Асқар", "Ахметов", "Асқар Б.", "Ержан Сейітов", "Аяна", "Баян", "Olya", "Ольга Ш.", "Reader 17"),
        *(
            "Арман Ахметов",
            "Асқар Ахметжанов",
            "Читатель",
            "Оқырман",
            "Әке",
            "张伟",
            "🙂",
            "Ресей",
            "Мира",
            "Edit",
            "Оқушы",
        ),
    ],
)
def test_an_ordinary_name_is_not(nickname):
    assert not imitates(nickname)


def test_names_that_look_alike_have_one_skeleton():
    assert by_look("Аrman") == by_look("Arman") == by_look(" a r m a n") != by_look("Armen")
