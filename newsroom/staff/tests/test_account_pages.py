"""Sessions can be listed and ended, sign-ins are logged, and the account of somebody who leaves is closed."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from articles.editorial import drafts
from articles.models import Byline, Draft
from articles.tests.makers import make_article, make_author
from articles.tests.page_content import elements, page_of, words_in, words_of
from newsroom import editions
from newsroom.staff.models import SignInEvent, StaffSession
from newsroom.staff.tests.second_factor import LOGIN, SECURITY, is_let_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(staff):
    return staff("reporter")


def browser(name, address):
    return Client(headers={"User-Agent": name}, REMOTE_ADDR=address)


def lines(**conditions):
    return [*SignInEvent.objects.filter(**conditions).order_by("pk").values_list("event", "name", "address")]


def test_everybody_sees_their_sessions_and_ends_them(dana, staff):
    phone, laptop = (sign_in(dana, client=browser(*one)) for one in (("Phone", "192.0.2.1"), ("Laptop", "192.0.2.2")))
    other = sign_in(staff("editor"), client=browser("Tablet", "192.0.2.3"))
    page = laptop.get(SECURITY)
    assert all(words in words_in(page, "factors") for words in ("Phone", "192.0.2.1", "Laptop", "this browser"))
    assert "Tablet" not in words_of(page_of(page))
    assert [row.session_key for row in StaffSession.objects.all() if row.session_key in page.content.decode()] == []
    (end,) = [one.get("action") for one in elements(page, "form") if one.get("action", "").endswith("/end/")]
    assert (other.post(end).status_code, other.get(end).status_code, is_let_in(phone)) == (404, 405, True)
    assert laptop.post(end).status_code == 302
    assert (is_let_in(phone), is_let_in(laptop)) == (False, True)


def test_sign_ins_are_logged_and_only_administrators_read_the_log(dana, staff, superuser):
    client = browser("Phone", "192.0.2.1")
    client.post(LOGIN, {"username": dana.username, "password": "wrong secret"})
    client.post(LOGIN, {"username": "nobody", "password": "wrong secret"})
    sign_in(dana, client=client)
    client.post("/admin/logout/")
    assert lines() == [
        (event, name, "192.0.2.1")
        for event, name in (
            ("refused", dana.username), ("refused", "nobody"), ("in", dana.username), ("out", dana.username)
        )
    ]  # fmt: skip
    assert "wrong secret" not in str([*SignInEvent.objects.values()])
    address = "/admin/staff/signinevent/"
    assert sign_in(staff("chief editor")).get(address).status_code == 403
    assert "192.0.2.1" in words_in(superuser().get(f"{address}?q={dana.username}"), "field-address")
    assert words_in(superuser("ru").get(f"{address}?q=nobody"), "field-event") == "неверное имя или пароль"


def test_an_attack_adds_a_line_a_minute_and_old_lines_are_forgotten(dana):
    for _attempt in range(20):
        Client().post(LOGIN, {"username": dana.username, "password": "wrong"})
    assert [event for event, *_rest in lines()] == ["refused"] * 9 + ["locked"]
    SignInEvent.objects.filter(event="refused").update(at=timezone.now() - timedelta(days=366))
    StaffSession.objects.create(session_key="old", expire_date=timezone.now() - timedelta(days=1))
    call_command("forget_sign_ins")
    assert ([event for event, *_rest in lines()], StaffSession.objects.count()) == (["locked"], 0)


def test_an_account_is_closed_in_one_act_and_its_traces_stay(dana, staff, superuser):
    author = make_author("dana")
    story = make_article("ru", title_kk="Жаңа мектеп")
    Byline.objects.create(article=story, author=author)
    Draft.objects.filter(language="kk").update(changed_by=dana)
    drafts.save_draft(story, editions.BY_CODE["ru"], 0, {"fields": {"title": "Новая школа"}}, by=dana)
    others = make_article("kk", title_ru="Чужой")
    sessions = [sign_in(dana), sign_in(dana)]
    address, root = f"/admin/staff/user/{dana.pk}/close/", superuser()
    assert sign_in(staff("chief editor")).post(address).status_code == 403
    question = words_of(page_of(root.get(address)))
    assert all(words in question for words in ("Жаңа мектеп (Қазақша)", "Новая школа (Русский)"))
    assert "Чужой" not in question
    assert [is_let_in(session) for session in sessions] == [True, True]

    assert root.post(address).status_code == 302
    assert [is_let_in(session) for session in sessions] == [False, False]
    failed = Client().post(LOGIN, {"username": dana.username, "password": "correct horse"})
    assert failed.status_code == 200
    dana.refresh_from_db()
    assert (dana.is_active, dana.has_usable_password()) == (False, False)
    assert Draft.objects.filter(changed_by=dana).count() == 2
    assert [*story.bylines.values_list("author", flat=True)] == [author.pk]
    line = SignInEvent.objects.get(event="closed")
    assert (line.name, line.by.username, others.pk) == (dana.username, "root-en", others.pk)
    assert LogEntry.objects.get(object_id=str(dana.pk)).get_change_message() == "The account is closed."


def test_the_question_whether_to_delete_an_account_shows_no_key_of_a_session(dana, superuser):
    sign_in(dana)
    (session,) = dana.sessions.all()
    page = words_of(page_of(superuser().get(f"/admin/staff/user/{dana.pk}/delete/")))
    assert dana.username in page
    assert (session.session_key in page, "Session: " in page) == (False, False)


def test_nobody_closes_their_own_account_and_an_administrator_ends_sessions(dana, superuser):
    root, client = superuser(), sign_in(dana)
    own = root.session["_auth_user_id"]
    assert "cannot close" in words_in(root.post(f"/admin/staff/user/{own}/close/", follow=True), "messagelist")
    assert is_let_in(root)
    assert root.post(f"/admin/staff/user/{dana.pk}/end-sessions/").status_code == 302
    assert not is_let_in(client)
    assert is_let_in(sign_in(dana))
