"""A day of a newsroom, played by five roles in Chromium, while a reader's client watches every public address.

Each step writes a canary word. Readers get it when it is published, and at no other time.
"""

from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from articles.tests.makers import make_article, make_author, make_category, make_tag
from articles.tests.newsroom_day import acts
from articles.tests.newsroom_day.reader import ALL, DAILY, IN_ALL, PICTURE, Reader
from conftest import give_session, watched_page
from newsroom import editions
from newsroom.editions.columns import in_all_columns
from newsroom.identity.models import Page, SiteIdentity
from newsroom.tests.snapshots import rows_of_all_tables

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.one_database, pytest.mark.django_db(transaction=True)]

ROLES = ["reporter", "translator", "editor", "chief editor", "photo editor"]
RUSSIAN = {"zxqheadline", "zxqlead", "zxqfirst", "zxqsecond", "zxqsuggested"}
KAZAKH = {"zxqtitle", "zxqstandfirst", "zxqparagraph"}
SHARED = {"zxqalt", "zxqcaption", "zxqcredit", "zxqtag", "zxqauthor", PICTURE}
PUBLISHED = RUSSIAN | KAZAKH | SHARED
HEADLINES, LEADS = {"ru": "zxqheadline", "kk": "zxqtitle"}, {"ru": "zxqlead", "kk": "zxqstandfirst"}
DERIVED = ("kk-latn", "kk-arab")
LISTS = [
    *("", "section/society/", "tag/zxqtag/", "author/zxqauthor/", "archive/", "archive/?section=society"),
    *("archive/?author=zxqauthor", "archive/?tag=zxqtag", f"search/?q={IN_ALL}"),
]
"""Public pages that name the story, in each edition. Another story in its section is related to it."""
OFFICE = [
    *("zxqevent", "zxqplace", "zxqnote", "zxqreason", "zxqanswer", "zxqmistake", "zxqkilling", "zxqfile"),
    *(f"zxq{role.replace(' ', '')}" for role in ROLES),
]
"""Words that readers never get."""
NOTICES = {"ru": "материал снят", "kk": "материал сайттан алынды", "kk-latn": "material saittan alyndy"}


@pytest.fixture
def site(transactional_db):
    """What the paper has in the morning: a section, and a story in it, so that every address has a page."""
    SiteIdentity.objects.create(age_mark="6+", **in_all_columns(name="Site"))
    Page.objects.create(key="about", **in_all_columns(title="About"))
    section, tag = make_category("society", **in_all_columns(name="Общество")), make_tag("elections")
    anchor = make_article("ru", "kk", "en", category=section, title="Anchor", slug="anchor", lead="Lead")
    anchor.tags.add(tag)
    make_author("asel", anchor)
    return anchor


@pytest.fixture
def people(chromium, live_server, staff):
    """{role: the browser of somebody in that role}"""
    with ExitStack() as opened:
        pages = {}
        for role in ROLES:
            user = staff(role, language="ru")
            user.first_name = f"Zxq{role.replace(' ', '')}"
            user.save()
            pages[role] = opened.enter_context(watched_page(chromium, live_server.url))
            give_session(pages[role].context, live_server.url, user)
        yield pages


@pytest.fixture
def clock_from(monkeypatch):
    """clock_from(moment) puts the clock forward. It goes on, because open pages ask what has changed since."""
    real = timezone.now

    def set_to(moment):
        ahead = moment - real()
        monkeypatch.setattr(timezone, "now", lambda: real() + ahead)

    return set_to


class Day:
    """Who works today, what readers have, and the story."""

    def __init__(self, people, reader):
        self.reporter, self.translator, self.editor, self.chief, self.photographer = (people[role] for role in ROLES)
        self.reader, self.story = reader, None

    def nothing_is_public(self, codes=DAILY):
        assert self.reader.sees(codes) == {}


def test_a_day_of_the_newsroom(site, people, page, live_server, clock, clock_from):
    day = Day(people, Reader(live_server.url, section="society", tag="zxqtag", author="zxqauthor"))
    assign(day)
    write(day)
    review(day)
    answer(day)
    translate(day)
    lay_out(day)
    at = (timezone.localtime() + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    schedule(day, at)
    clock(at - timedelta(seconds=1))
    day.nothing_is_public(ALL)
    clock(at)
    everything_is_public(day, site)
    clock_from(at + timedelta(minutes=5))
    correct(day, page)
    kill(day)
    written = str(rows_of_all_tables()).lower()
    assert [word for word in OFFICE if word not in written] == []


def assign(day):
    acts.add_event(day.chief, "Zxqevent сессия", "Zxqplace акимат")
    day.story = acts.assign_draft(day.chief, "Zxqevent", to="Zxqreporter")
    day.nothing_is_public()


def write(day):
    page = day.reporter
    acts.open_from_first_page(page, "Zxqevent")
    acts.write(page, "Zxqall zxqheadline", "Zxqall zxqlead", "Первый zxqfirst абзац.", "Второй zxqsecond абзац.")
    acts.choose(page, ".field-category", "Общество")
    assert page.locator("button[formaction*=publish], button[formaction*=kill]").count() == 0
    assert [acts.status_of_act(page, act) for act in ("publish", "kill", "flash")] == [403, 403, 403]
    acts.press(page, "Отдать на проверку")
    acts.done(page)
    day.nothing_is_public()


def review(day):
    acts.open_from_first_page(day.editor, "zxqheadline")
    acts.note_on_first_word(day.editor, 0, "Zxqnote: какой?", to="Zxqreporter")
    acts.suggest(day.editor, 1, " И zxqsuggested слова.")
    acts.send_back(day.editor, "Zxqreason: ответьте.")
    day.nothing_is_public()


def answer(day):
    acts.open_from_first_page(day.reporter, "zxqheadline")
    assert "Zxqreason" in day.reporter.locator(".acts-told").inner_text()
    acts.answer_note(day.reporter, "Zxqanswer: первый.")
    acts.accept_suggestion(day.reporter, "zxqsuggested")
    acts.press(day.reporter, "Отдать на проверку")
    acts.done(day.reporter)


def translate(day):
    texts = ("Zxqall zxqtitle", "Zxqall zxqstandfirst", "Бірінші zxqparagraph.", "Екінші.")
    acts.translate_from_board(day.translator, day.story, "kk", *texts)
    day.nothing_is_public()


def lay_out(day):
    acts.add_photo(day.photographer, "zxqfile.png", alt="Zxqalt", caption="Zxqcaption", credit="Zxqcredit")
    acts.add_named(day.editor, "tag", name_ru="Zxqtag", key="zxqtag")
    acts.add_named(day.editor, "author", name_ru="Zxqauthor", key="zxqauthor")
    acts.open_edition(day.editor, day.story, "ru")
    acts.lay_out(day.editor, photo="Zxqalt", tag="Zxqtag", author="Zxqauthor")
    for code in HEADLINES:
        acts.open_edition(day.editor, day.story, code)
        acts.from_menu(day.editor, "Отметить как готовое")
        acts.done(day.editor)
    day.nothing_is_public()


def schedule(day, at):
    for code, headline in HEADLINES.items():
        acts.open_edition(day.chief, day.story, code)
        acts.schedule(day.chief, at)
        acts.place_on_front(day.chief, code, headline)


def everything_is_public(day, site):
    seen = day.reader.sees(ALL)
    assert {*seen} == PUBLISHED
    for code in (*HEADLINES, *DERIVED):
        edition = editions.BY_CODE[code]
        lists = {f"/{code}/{page}" for page in LISTS} | {site.address_in(edition), address_of(day, edition)}
        assert lists - seen[LEADS[edition.stored_in]] == set()
    assert [address for addresses in seen.values() for address in addresses if address.startswith("/en/")] == []


def correct(day, page):
    acts.run_breaking_line(day.chief, "ru", "Zxqbreaking")
    acts.report_mistake(page, address_of(day, editions.BY_CODE["kk-arab"]), "zxqparagraph", "Zxqmistake")
    assert {*day.reader.sees()} == PUBLISHED | {"zxqbreaking"}
    acts.open_from_first_page(day.editor, "zxqtitle")
    assert "Zxqmistake" in day.editor.locator("#notes").inner_text()
    acts.correct(day.editor, 0, " Zxqfixed.", "Zxqcorrection: толықтырылды.")
    seen = day.reader.sees()
    assert {*seen} == PUBLISHED | {"zxqbreaking", "zxqfixed", "zxqcorrection"}
    assert {"/kk-arab/corrections/", address_of(day, editions.BY_CODE["kk-arab"])} <= seen["zxqcorrection"]


def kill(day):
    addresses = {code: address_of(day, editions.BY_CODE[code]) for code in (*HEADLINES, *DERIVED)}
    acts.open_edition(day.chief, day.story, "ru")
    acts.kill(day.chief, "Zxqkilling: суд.")
    day.nothing_is_public(ALL)
    answers = {code: day.reader.get(address) for code, address in addresses.items()}
    assert {status for status, _text in answers.values()} == {410}
    assert [code for code, words in NOTICES.items() if words not in answers[code][1]] == []


def address_of(day, edition):
    return Article.objects.get(pk=day.story).address_in(edition)
