"""Comments are accepted from our own pages only, anonymously and without a token, and wait for a moderator."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override

from articles.comments.models import Comment, State
from articles.comments.tests.makers import make_comment
from articles.comments.tests.sending import OURS, RU, WORDS, errors_in, post
from articles.models import Status
from articles.tests.makers import make_article
from articles.tests.page_content import elements, foreign_scripts, parts_of, words_in, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db

KAZAKH = [edition for edition in editions.EDITIONS if edition.stored_in == "kk"]
in_each_edition = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)


# Origin


@pytest.mark.parametrize(
    ("headers", "is_unknown"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, False),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, False),  # Chromium with some referrer policies
        ({"Origin": "http://testserver"}, False),
        ({}, True),
    ],
)
def test_a_comment_from_our_own_page_is_held_for_the_moderator(client, story, headers, is_unknown):
    response = post(client, story, headers=headers)
    assert (response.status_code, response.headers["Location"].startswith("/ru/comment/")) == (303, True)
    comment = Comment.objects.get()
    assert (comment.text, comment.name, comment.article) == ("Хорошая новость", "Айгүл", story)
    assert (comment.state, comment.language, comment.is_of_unknown_origin) == (State.WAITING, "ru", is_unknown)
    assert (comment.decided_at, comment.decided_by) == (None, None)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "Same-Origin"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://testserver"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "http://testserver:8000"},
    ],
)
def test_a_comment_from_another_site_is_rejected(client, story, headers):
    response = post(client, story, headers=headers)
    assert (response.status_code, Comment.objects.count()) == (403, 0)
    assert post(client, story).status_code == 303


@in_each_edition
def test_the_rejection_is_a_page_of_the_edition(client, edition):
    story = make_article(edition.stored_in)
    response = post(client, story, edition, headers={"Sec-Fetch-Site": "cross-site"})
    (html,) = elements(response, "html", lang=edition.tag)
    assert (response.status_code, html.get("dir")) == (403, edition.direction)
    if not edition.is_derived:
        with override(edition.code):
            assert words_in(response, "not-found").startswith(gettext("Not sent"))


# Anonymity


def test_no_token_is_required_and_only_the_answer_to_a_comment_sets_a_cookie(story):
    client = Client(enforce_csrf_checks=True)
    page = client.get(story.address_in(RU))
    response = post(client, story)
    assert (response.status_code, Comment.objects.count()) == (303, 1)
    refused = post(client, story, text="")
    assert refused.status_code == 200
    for answer, cookies in ((page, []), (response, ["comments"]), (refused, [])):
        assert ([*answer.cookies], "csrf" in answer.content.decode()) == (cookies, False)
        assert "Cookie" not in answer.headers.get("Vary", "")


@pytest.mark.parametrize("role", ["editor", "chief editor", "moderator"])
def test_a_comment_of_a_signed_in_user_is_anonymous_and_waits(signed_in, story, role):
    desk = signed_in(role)
    assert settings.SESSION_COOKIE_NAME in desk.cookies
    response = post(desk, story)
    comment = Comment.objects.get()
    assert (response.status_code, [*response.cookies]) == (303, ["comments"])
    assert (comment.state, comment.name, comment.decided_by) == (State.WAITING, "Айгүл", None)
    assert "Хорошая новость" not in desk.get(story.address_in(RU)).content.decode()


def test_fields_that_are_not_in_the_form_are_ignored(client, story):
    other = make_article("ru")
    moment = timezone.now() - timezone.timedelta(days=9)
    forged = {"state": "approved", "article": other.pk, "language": "kk", "is_of_unknown_origin": "", "id": 99}
    assert post(client, story, headers={}, decided_at=moment, sent_at=moment, **forged).status_code == 303
    comment = Comment.objects.get()
    assert (comment.state, comment.article, comment.language) == (State.WAITING, story, "ru")
    assert (comment.is_of_unknown_origin, comment.decided_at) == (True, None)
    assert comment.sent_at > moment


def test_a_name_cannot_be_written_backwards(client, story):
    assert post(client, story, name="\u202eнимдА", text="\u200eХорошая").status_code == 303
    assert Comment.objects.values_list("name", "text").get() == ("нимдА", "\u200eХорошая")


# Missing fields


def test_errors_for_missing_fields_are_those_of_the_seed_page(client, story):
    response = post(client, story, text="", name="")
    assert (response.status_code, Comment.objects.count()) == (200, 0)
    assert errors_in(response) == ["Пожалуйста, введите ваш комментарий!", "Пожалуйста, введите ваше имя здесь"]
    assert errors_in(post(client, story, text="")) == ["Пожалуйста, введите ваш комментарий!"]
    assert errors_in(post(client, story, name="")) == ["Пожалуйста, введите ваше имя здесь"]


@pytest.mark.parametrize("blank", ["", "   ", "\r\n\t", "\N{NO-BREAK SPACE}"])
@pytest.mark.parametrize("field", ["text", "name"])
def test_blanks_count_as_missing(client, story, field, blank):
    assert post(client, story).status_code == 303
    response = post(client, story, **{field: blank})
    assert (response.status_code, len(errors_in(response)), Comment.objects.count()) == (200, 1, 1)


@pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)
def test_errors_are_in_the_language_of_the_edition(client, edition):
    story = make_article(edition.code)
    response = post(client, story, edition, text="", name="")
    with override(edition.code):
        wanted = [gettext("Please enter your comment!"), gettext("Please enter your name here")]
    assert errors_in(response) == wanted
    assert [text[0] for text in wanted] == [text[0].upper() for text in wanted]
    if edition.code != "en":
        assert wanted != ["Please enter your comment!", "Please enter your name here"]


@pytest.mark.parametrize(("field", "other", "tag"), [("text", "name", "textarea"), ("name", "text", "input")])
def test_an_error_refers_to_its_field_and_the_other_one_is_kept(client, story, field, other, tag):
    response = post(client, story, **{field: ""})
    (box,) = elements(response, tag, name=field)
    (fault,) = elements(response, "span", id=box.get("aria-describedby").split()[-1])
    assert (box.get("aria-invalid"), "error" in fault.get("class").split()) == ("true", True)
    assert words_of(fault) == errors_in(response)[0]
    links = [link.get("href") for part in parts_of(response, "errors") for link in part.iter("a")]
    assert links == [f"#{box.get('id')}"]
    (label,) = elements(response, "label", **{"for": box.get("id")})
    assert words_of(label) != ""
    (kept,) = elements(response, "textarea" if other == "text" else "input", name=other)
    assert (kept.get("aria-invalid"), kept.get("value") or words_of(kept)) == (None, WORDS[other])


def test_an_invalid_form_keeps_the_text_escaped(client, story):
    typed = '  </textarea><script>alert(1)</script>\n"второй" абзац & ещё'
    response = post(client, story, text=typed, name="")
    (box,) = elements(response, "textarea", name="text")
    assert "".join(box.itertext()).strip() == typed.strip()
    response = post(client, story, text="", name='"><script>alert(1)</script>')
    (box,) = elements(response, "input", name="name")
    assert box.get("value") == '"><script>alert(1)</script>'
    assert foreign_scripts(response) == []


def test_an_invalid_form_is_shown_below_the_story(client, story):
    response = post(client, story, text="")
    assert words_in(response, "story-head").endswith(story.title_ru)
    (form,) = elements(response, "form", id="comment-form")
    assert form.get("action") == f"{story.address_in(RU)}comments/#comment-form"


# Length


@pytest.mark.parametrize(("field", "most"), [("text", 3000), ("name", 60)])
def test_the_length_of_a_comment_is_limited(client, story, field, most):
    assert post(client, story, **{field: "ы" * most}).status_code == 303
    response = post(client, story, **{field: "ы" * (most + 1)})
    assert (response.status_code, Comment.objects.count(), len(errors_in(response))) == (200, 1, 1)
    assert str(most) in errors_in(response)[0]


def test_a_line_break_counts_once_as_it_does_in_the_browser(client, story):
    """A browser sends two characters for a line break; `comment-form.js` counts one."""
    text = "\r\n".join(["ы" * 99] * 30) + "ы"
    assert len(text.replace("\r\n", "\n")) == 3000
    assert post(client, story, text=text).status_code == 303


def test_no_browser_cuts_a_text_and_the_limit_is_shown(client, story):
    """With `maxlength`, a browser cuts a paste of 2,000 emoji to 1,500."""
    page = client.get(story.address_in(RU))
    (box,), (name,) = elements(page, "textarea", name="text"), elements(page, "input", name="name")
    assert [(field.get("maxlength"), field.get("data-most")) for field in (box, name)] == [(None, "3000"), (None, "60")]
    assert "Не больше 3000 знаков." in words_in(page, "hint")
    assert post(client, story, text="😀" * 3000).status_code == 303


@pytest.mark.parametrize("hidden", ["\u202e", "\u200d", "\u2062", "\u3164", "\U000e0041"])
def test_what_nobody_sees_is_no_comment(client, story, hidden):
    assert errors_in(post(client, story, text=hidden * 9)) == ["Пожалуйста, введите ваш комментарий!"]
    assert errors_in(post(client, story, name=hidden * 9)) == ["Пожалуйста, введите ваше имя здесь"]
    assert Comment.objects.count() == 0


@pytest.mark.parametrize("field", ["text", "name"])
def test_a_nul_character_is_rejected_with_a_message(client, story, field):
    response = post(client, story, **{field: "a\0b"})
    assert (response.status_code, Comment.objects.count(), len(errors_in(response))) == (200, 0, 1)
    with override("ru"):
        assert errors_in(response) == [gettext("Null characters are not allowed.")]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", "application/x-www-form-urlencoded"),
        (b"text=%ff%fe&name=%ed%a0%80", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"words", "multipart/form-data; boundary=x"),
        (b"--x\r\nwords", "multipart/form-data; boundary=x"),
        (b"words", "multipart/form-data"),
        (b"&".join(b"a=1" for _ in range(2000)), "application/x-www-form-urlencoded"),
        (b"text=" + b"a" * 6_000_000, "application/x-www-form-urlencoded"),
        (b"words", "text/plain; charset=no-such-thing"),
    ],
)
def test_a_malformed_request_causes_no_error(client, story, body, content_type):
    response = client.generic("POST", f"{story.address_in(RU)}comments/", body, content_type=content_type, headers=OURS)
    assert response.status_code in (200, 303, 400, 413)
    assert client.get(story.address_in(RU)).status_code == 200


# Closed discussions and other URLs


def test_a_closed_discussion_accepts_no_comment(client):
    story = make_article("ru", comments_are_open=False)
    make_comment(story, "Сказано раньше")
    page = client.get(story.address_in(RU))
    assert "Сказано раньше" in words_in(page, "comment")
    assert elements(page, "form", id="comment-form") == []
    response = post(client, story)
    assert (response.status_code, Comment.objects.count()) == (200, 1)
    with override("ru"):
        assert gettext("The discussion is closed.") in words_in(response, "comments")
    story.comments_are_open = True
    story.save()
    assert post(client, story).status_code == 303


@pytest.mark.parametrize(
    "hidden",
    [
        {"status": Status.WITHDRAWN},
        {"published_at": timezone.now() + timezone.timedelta(days=1)},
    ],
)
def test_a_story_that_is_not_public_accepts_no_comment(client, hidden):
    story = make_article("ru", slug="spring")
    address = f"{story.address_in(RU)}comments/"
    assert client.post(address, WORDS, headers=OURS).status_code == 303
    for field, value in hidden.items():
        setattr(story, f"{field}_ru", value)
    story.save()
    assert [client.post(address, WORDS, headers=OURS).status_code, client.get(address).status_code] == [404, 404]
    assert Comment.objects.count() == 1


def test_another_day_or_edition_in_the_url_accepts_no_comment(client, story):
    address = f"{story.address_in(RU)}comments/"
    wrong_day = address.replace(f"{story.day:%Y/%m/%d}", "2020/01/01")
    for path in (wrong_day, address.replace("/ru/", "/en/"), address.replace("spring", "autumn")):
        moved = client.post(path, WORDS, headers=OURS).status_code
        assert moved == (307 if path == wrong_day else 404)  # there, the browser sends it on to the story
    assert client.post(address, WORDS, headers=OURS).status_code == 303


@pytest.mark.parametrize("method", ["get", "head"])
def test_reloading_the_url_of_the_form_redirects_to_the_story(client, story, method):
    response = getattr(client, method)(f"{story.address_in(RU)}comments/")
    assert (response.status_code, response.headers["Location"]) == (302, f"{story.address_in(RU)}#comments")


# Public comments


def comments_on(client, story, edition=RU):
    return [words_of(part) for part in parts_of(client.get(story.address_in(edition)), "comment")]


def test_only_approved_comments_are_shown(client, story):
    approved = make_comment(story, "Прочитано")
    make_comment(story, "Ждёт", state=State.WAITING)
    make_comment(story, "Отвергнуто", state=State.REJECTED)
    make_comment(make_article("ru"), "Под другой статьёй")
    (shown,) = comments_on(client, story)
    assert (shown.split()[0], "Прочитано" in shown) == ("Reader", True)
    page = client.get(story.address_in(RU)).content.decode()
    assert [word in page for word in ("Прочитано", "Ждёт", "Отвергнуто", "Под другой")] == [True, False, False, False]
    assert f'id="comment-{approved.pk}"' in page


def test_a_waiting_comment_is_shown_after_approval_only(client, story):
    post(client, story)
    assert comments_on(client, story) == []
    Comment.objects.update(state=State.APPROVED)
    assert len(comments_on(client, story)) == 1
    assert "Хорошая новость" in comments_on(client, story)[0]


def test_the_newest_comment_comes_first(client, story):
    for text in ("Первый", "Второй", "Третий"):
        make_comment(story, text)
    shown = parts_of(client.get(story.address_in(RU)), "comment")
    assert [words_of(part.find("div")) for part in shown] == ["Третий", "Второй", "Первый"]


HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)> javascript:alert(1) {{ 7|add:7 }} & "кавычки"'


@pytest.mark.parametrize("field", ["text", "name"])
def test_markup_in_a_comment_is_escaped(client, story, field):
    written = HOSTILE[:60] if field == "name" else HOSTILE
    assert post(client, story, **{field: written}).status_code == 303
    Comment.objects.update(state=State.APPROVED)
    page = client.get(story.address_in(RU))
    (shown,) = parts_of(page, "comment")
    assert written in words_of(shown)
    assert {element.tag for element in shown.iter()} <= {
        "article",
        "header",
        "b",
        "bdi",
        "a",
        "button",
        "time",
        "div",
        "p",
    }
    assert foreign_scripts(page) == []


def test_two_paragraphs_are_shown_as_two(client, story):
    post(client, story, text="Первый\r\nс переносом\r\n\r\nВторой")
    Comment.objects.update(state=State.APPROVED)
    (shown,) = parts_of(client.get(story.address_in(RU)), "comment")
    text = shown.find("div")
    assert [words_of(paragraph) for paragraph in text.iter("p")] == ["Первыйс переносом", "Второй"]
    assert len(list(text.iter("br"))) == 1


@pytest.mark.parametrize("edition", KAZAKH, ids=lambda edition: edition.code)
def test_editions_of_one_language_share_their_comments(client, story, edition):
    make_comment(story, "In Russian", language="ru")
    response = post(client, story, edition, text="From here", name="Reader")
    assert response.headers["Location"].startswith(f"/{edition.code}/comment/")
    assert Comment.objects.latest("pk").language == "kk"
    Comment.objects.update(state=State.APPROVED)
    codes = {
        other.code
        for other in editions.EDITIONS
        if story.address_in(other) and any("From here" in words for words in comments_on(client, story, other))
    }
    assert codes == {"kk", "kk-latn", "kk-arab"}
    assert len(comments_on(client, story, edition)) == len(comments_on(client, story)) == 1
