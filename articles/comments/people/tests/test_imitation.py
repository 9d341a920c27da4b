"""Nicknames that imitate staff, authors, the paper or an office are refused; those of ordinary readers are not."""

import pytest

from articles.comments.people.imitation import by_look, imitates
from articles.tests.makers import make_author
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
