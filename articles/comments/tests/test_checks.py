"""The checks that a comment goes through: what they hold or refuse, and what is kept of it. Settings hold at once."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from articles.comments import checks, posting
from articles.comments.checks.links import foreign_links
from articles.comments.checks.urgency import REASONS
from articles.comments.models import (
    BannedWord,
    Comment,
    CommentSettings,
    DiscussionRules,
    RecentComment,
    RecentRefusal,
    State,
)
from articles.comments.people.tests.makers import make_person
from articles.comments.tests.makers import make_comment
from articles.comments.tests.sending import RU, errors_in, post
from articles.tests.makers import make_article, make_category
from articles.tests.page_content import elements, parts_of, words_of

pytestmark = pytest.mark.django_db

OPEN = {"policy": "open", "first_held": 0, "difficulty": 0}


def settings_are(**values):
    CommentSettings.objects.update_or_create(pk=1, defaults=values)


def banned(stem, kind):
    return BannedWord.objects.update_or_create(stem=stem, defaults={"kind": kind})[0]


def posted(story, text="Хорошая новость", **fields):
    assert post(Client(), story, text=text, **fields).status_code == 303
    return Comment.objects.latest("pk")


def held_by(comment):
    return {name: verdict["reason"] for name, verdict in comment.verdicts.items() if verdict is not True}


def test_every_verdict_is_kept_with_its_reason(story):
    comment = posted(story)
    assert comment.verdicts.keys() == {check.__name__ for check in checks.CHECKS}
    assert held_by(comment) == {"proof_of_work": "no proof", "policy": "pre-moderated"}
    assert (comment.state, comment.urgency) == (State.WAITING, REASONS["no proof"])


def test_a_comment_that_no_check_holds_is_published_where_the_policy_is_open(story):
    settings_are(**OPEN)
    response = post(Client(), story)
    comment = Comment.objects.get()
    assert (comment.state, held_by(comment), comment.urgency) == (State.APPROVED, {}, 0)
    assert "/comment/" in response.headers["Location"]  # the writer's own page
    assert "Хорошая новость" in Client().get(story.address_in(RU)).content.decode()
    settings_are(policy="pre-moderated")
    assert posted(story, "Ещё одна").state == State.WAITING


# Words


@pytest.mark.parametrize(("kind", "reason"), [("banned", "banned word"), ("suspect", "suspect word")])
def test_a_word_holds_a_comment_and_its_place_is_kept(story, kind, reason):
    settings_are(**OPEN)
    word = banned("казино", kind)
    comment = posted(story, "Лучшее к4зино города")
    assert (comment.state, held_by(comment), comment.urgency) == (State.WAITING, {"words": reason}, REASONS[reason])
    assert comment.verdicts["words"]["found"] == [["text", 7, 13, "казино", word.pk]]
    assert posted(story, name="Casino Казино").verdicts["words"]["found"][-1][:3] == ["name", 7, 13]
    word.delete()
    assert posted(story, "Лучшее казино города, точно").state == State.APPROVED


def test_a_word_refuses_a_comment_if_the_newsroom_says_so_and_the_next_one_is_held(story):
    settings_are(**OPEN)
    banned("казино", "refused")
    response = post(Client(), story, text="Лучшее к4зино города")
    assert errors_in(response) == [
        "Комментарии со словом «к4зино» здесь не публикуются. Пожалуйста, скажите это иначе."
    ]
    assert (response.status_code, Comment.objects.count()) == (400, 0)
    (box,) = elements(response, "textarea", name="text")
    assert "".join(box.itertext()).strip() == "Лучшее к4зино города"
    assert held_by(posted(story, "Другие слова")) == {"refusals": "refused before"}
    RecentRefusal.objects.update(at=timezone.now() - datetime.timedelta(hours=1))
    assert posted(story, "Совсем другие слова").state == State.APPROVED


def rejected(story, ago, **fields):
    make_comment(story, "Отклонённый", state=State.REJECTED, decided_at=timezone.now() - ago, **fields)


def test_what_a_network_writes_within_an_hour_of_a_rejection_is_held(story):
    settings_are(**OPEN)
    origin = posted(story, "Первый").origin
    rejected(story, datetime.timedelta(minutes=59), origin="a" * 48)
    assert posted(story, "Второй").state == State.APPROVED
    rejected(story, datetime.timedelta(minutes=59), origin=origin)
    assert held_by(posted(story, "Третий")) == {"refusals": "rejected before"}
    Comment.objects.filter(origin=origin).update(decided_at=timezone.now() - datetime.timedelta(hours=1))
    assert posted(story, "Четвёртый").state == State.APPROVED


def test_what_a_person_writes_within_a_week_of_a_rejection_is_held(story):
    settings_are(**OPEN)
    person, other = make_person("Один"), make_person("Другой", contact="+77011234568")
    days = datetime.timedelta(days=1)
    rejected(story, 6 * days, person=other)
    rejected(story, 8 * days, person=person)
    assert posting.post(written(story, "Слова"), address=None, person=person).state == State.APPROVED
    assert held_by(posting.post(written(story, "Иные"), address=None, person=other)) == {"refusals": "rejected before"}


def written(story, text):
    return Comment(article=story, language="ru", text=text)


# Links


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("См. https://evil.example/a?b=c.", ["evil.example"]),
        ("(www.evil.example)", ["evil.example"]),
        ("заходи: evil.kz/path, и t.me/evil!", ["evil.kz", "t.me"]),
        ("HTTP://EVIL.RU", ["evil.ru"]),
        ("me@evil.com", ["evil.com"]),
        ("//ours.kz https://ours.kz/ru/ www.ours.kz ours.kz", []),
        ("https://ours.kz@evil.kz https://ours.kz.evil.kz", ["evil.kz", "ours.kz.evil.kz"]),
        ("Т.е. 3.5 млн тг., г.Алматы, и т.д. А.С.Пушкин... Как?! 12.03.2026", []),
        ("evil。com evil․com evil｡com evil.co\u200bm", ["evil.com"] * 4),
        (
            "bit.ly/abc goo.gl/a youtu.be/x olimp.bet evil.win evil.ai",
            "bit.ly goo.gl youtu.be olimp.bet evil.win evil.ai".split(),
        ),
        ("//evil.com http:/evil.com https:\\\\evil.com 192.168.1.1/x", ["evil.com"] * 3 + ["192.168.1.1"]),
        ("xn--80ak.xn--p1ai сайт.рф", ["xn--80ak.xn--p1ai", "сайт.рф"]),
        ("текст,evil.com текст:evil.com evil.com—там a/evil.com", ["evil.com"] * 4),
        ("evil . com evil[.]com evil(точка)com evil,com EVIL dot COM", ["evil.com"] * 5),
        ("Google.Com ours.kz/evil.com ours.kz,evil.com", ["google.com", "evil.com"]),
        ("Версия 1.2.3.4, это «Node.js»; I like it.The end. И.о. ректора, т.е.он. Да.Нет,но я... Ок, me too", []),
        ("23.11.2026 в 12.30–14.00, ст.5.1.2, 10.000.000 тг, О.Сүлейменов, Ph.D. e.g. this", []),
    ],
)
def test_links_to_other_sites_are_found(text, hosts):
    found = [*foreign_links(text, frozenset(["ours.kz"]))]
    assert [host for _start, _end, host in found] == hosts
    assert all(host.split(".")[0] in text[start:end].lower() for start, end, host in found)


def test_a_comment_with_a_link_is_held_or_refused(story):
    settings_are(**OPEN)
    comment = posted(story, "Смотрите evil.kz")
    assert (comment.state, comment.verdicts["links"]["found"]) == (
        State.WAITING,
        [["text", 9, 16, "evil.kz", None]],
    )
    settings_are(links="refused")
    assert post(Client(), story, text="Смотрите evil.ru").status_code == 400
    assert posted(story, "Смотрите testserver/ru/").state == State.APPROVED


# Programs


def test_a_field_that_only_programs_fill_in_holds_a_comment(story):
    settings_are(**OPEN)
    (field,) = elements(Client().get(story.address_in(RU)), "input", name="homepage")
    assert "hidden" in field.getparent().getparent().attrib
    assert held_by(posted(story, homepage="https://evil.kz")) == {"honeypot": "honeypot"}


# Rates


def test_limits_are_those_of_the_settings_at_once(story):
    settings_are(most_from_sender=1)
    assert [post(Client(), story, text=text).status_code for text in ("Раз", "Два")] == [303, 429]
    settings_are(most_from_sender=2)
    assert [post(Client(), story, text=text).status_code for text in ("Два", "Три")] == [303, 429]


def test_a_flood_from_many_addresses_ends_at_the_limit_of_the_story(story):
    settings_are(most_under_story=3)
    statuses = [post(Client(REMOTE_ADDR=f"203.0.113.{n}"), story, text=f"Текст {n}").status_code for n in range(5)]
    assert statuses == [303, 303, 303, 429, 429]
    assert post(Client(), make_article("ru"), text="Под другим").status_code == 303
    RecentComment.objects.update(is_proved=True)  # then they are counted apart
    assert post(Client(REMOTE_ADDR="203.0.113.99"), story, text="Без доказательства").status_code == 303


def test_the_queue_has_an_end(story):
    settings_are(most_waiting=10)
    for number in range(10):
        make_comment(story, f"Ждёт {number}", state=State.WAITING)
    assert post(Client(), story).status_code == 429
    Comment.objects.order_by("pk").first().delete()
    assert post(Client(), story).status_code == 303


# Policies


def test_a_story_may_have_other_rules_than_its_section_and_the_site():
    section = make_category("society")
    story, neighbour, other = (
        make_article("ru", category=section),
        make_article("ru", category=section),
        make_article("ru"),
    )
    settings_are(**OPEN)
    DiscussionRules.objects.create(section=section, policy="closed")
    DiscussionRules.objects.create(article=story, policy="pre-moderated")
    assert (posted(story).state, posted(other, "Другой текст").state) == (State.WAITING, State.APPROVED)
    assert errors_in(post(Client(), neighbour, text="Соседний")) == ["Обсуждение закрыто."]
    assert elements(Client().get(neighbour.address_in(RU)), "form", id="comment-form") == []


def test_comments_on_old_stories_are_read_first(story):
    settings_are(**OPEN, read_first_after=3)
    now, day = timezone.now(), datetime.timedelta(days=1)
    old, young = (make_article("ru", published_at=now - days * day) for days in (3, 2))
    assert (posted(old).state, posted(young, "Другой текст").state) == (State.WAITING, State.APPROVED)
    DiscussionRules.objects.create(article=old, read_first_after=4)
    assert posted(old, "Третий текст").state == State.APPROVED


def test_rules_stand_above_the_form_which_says_whether_comments_are_read_first(story):
    page = Client().get(story.address_in(RU))
    assert (parts_of(page, "comment-rules"), "модератор" in form_words(page)) == ([], True)
    settings_are(**OPEN, rules_ru="Без оскорблений\n<b>По делу</b>", rules_kk="Тілдемеңіз")
    page = Client().get(story.address_in(RU))
    assert [words_of(rule) for rule in parts_of(page, "comment-rules")[0]] == ["Без оскорблений", "<b>По делу</b>"]
    assert "Некоторые комментарии сначала ждут модератора" in form_words(page)
    settings_are(rules_ru="")  # rules in another language are not shown
    assert parts_of(Client().get(story.address_in(RU)), "comment-rules") == []


def form_words(page):
    (form,) = elements(page, "form", id="comment-form")
    return words_of(form)


def test_a_discussion_closes_at_its_time_and_by_the_age_of_its_story(story):
    now, day = timezone.now(), datetime.timedelta(days=1)
    rules = DiscussionRules.objects.create(article=story, closes_at=now + day)
    assert posted(story).article == story
    DiscussionRules.objects.filter(pk=rules.pk).update(closes_at=now)
    assert errors_in(post(Client(), story, text="Поздно")) == ["Обсуждение закрыто."]
    old = make_article("ru", published_at=now - 3 * day)
    settings_are(closes_after=3)
    assert errors_in(post(Client(), old, text="Поздно")) == ["Обсуждение закрыто."]
    settings_are(closes_after=4)
    assert posted(old, "Вовремя").article == old


def test_a_story_stays_open_longer_than_its_section(story):
    now, day = timezone.now(), datetime.timedelta(days=1)
    story.category = make_category()
    story.save()
    DiscussionRules.objects.create(section=story.category, closes_at=now - day)
    assert errors_in(post(Client(), story, text="Поздно")) == ["Обсуждение закрыто."]
    DiscussionRules.objects.create(article=story, closes_after=3650)
    assert posted(story, "Вовремя").article == story


def test_rules_of_a_section_hold_in_those_below_it_unless_they_have_their_own(story):
    above = make_category("news")
    story.category = make_category("elections", parent=above)
    story.save()
    DiscussionRules.objects.create(section=above, policy="closed")
    assert errors_in(post(Client(), story, text="Поздно")) == ["Обсуждение закрыто."]
    DiscussionRules.objects.create(section=story.category, policy="open")
    assert posted(story, "Вовремя").article == story


def test_slow_mode_gives_everybody_one_comment_at_a_time(story):
    DiscussionRules.objects.create(article=story, slow_seconds=300)
    first, second = (post(Client(), story, text=text) for text in ("Раз", "Два"))
    assert (first.status_code, second.status_code, second.headers["Retry-After"]) == (303, 429, "300")
    assert "в медленном режиме: один комментарий в 300 секунд" in second.text
    assert post(Client(), make_article("ru"), text="Два").status_code == 303
    assert post(Client(REMOTE_ADDR="203.0.113.1"), story, text="Два").status_code == 303
    RecentComment.objects.update(sent_at=timezone.now() - datetime.timedelta(seconds=301))
    assert post(Client(), story, text="Три").status_code == 303
