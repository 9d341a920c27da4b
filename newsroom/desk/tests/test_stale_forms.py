"""A colleague saves while a form is open. Every editable field of every model at the desk is tried."""

import re
import secrets
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import models
from django.urls import reverse
from django.utils import timezone

from articles.comments.models import Ban, BannedWord, Comment, CommentSettings, DecisionAct, DiscussionRules, WriterNote
from articles.comments.people.models import Commenter, Disclosure
from articles.models import (
    Article,
    BreakingLine,
    Correction,
    DaybookEvent,
    DraftConflict,
    FrontPick,
    LegacyAddress,
    PopularPlace,
    PublishRule,
    Status,
)
from articles.tests.desk import change_url, errors_on
from articles.tests.makers import make_article, make_author, make_category, make_law_day, make_photo, make_tag
from articles.tests.page_content import elements, form_values, parts_of, submit, words_of
from newsroom.desk.opened_values import NAME
from newsroom.desk.tests.cells import cells_of
from newsroom.dictionary.models import Word
from newsroom.house_style.models import Rule
from newsroom.identity.models import Link, Page, SiteIdentity
from newsroom.informers.tests.makers import make_rate, make_town, make_weather
from newsroom.outbox.models import Effect
from newsroom.staff.models import SecondFactorRule, SignInEvent, User

pytestmark = pytest.mark.django_db

# What else a form sends. The rows for new ones are named `__prefix__`.
NOT_OF_A_ROW = re.compile(
    rf"csrfmiddlewaretoken|{NAME}|_edition|action|index|select_across|_selected_action|file-clear|initial-.*|_\w+"
    "|.*-(id|article|DELETE|(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS)|.*-__prefix__-.*"
)
EXCLUDED_BY_OTHERS = {"discussionrules.section"}
"""Fields that the database leaves empty as long as another one, which the test changes, has a value."""


def make_rows():
    """Make a row of each model at the desk, and others that it can refer to. Return the rows that are edited."""
    stories = [make_article("ru", status=Status.UNPUBLISHED) for _number in range(8)]
    story, *others = stories
    photos = [make_photo(alt_ru=f"Photo {number}") for number in range(3)]
    categories = [make_category(key) for key in ("society", "sport", "culture")]
    tags = [make_tag(key) for key in ("one", "two", "three")]
    authors = [make_author(key) for key in ("asel", "dana", "olga")]
    towns = [make_town(key, place=(Decimal(51), Decimal(71))) for key in ("astana", "oral", "atyrau")]
    groups = [Group.objects.create(name=name) for name in ("One", "Two", "Three")]
    SiteIdentity.objects.create(name_ru="Site", age_mark="6+")
    return [
        # Before the form of a member of staff, which closes an account.
        DaybookEvent.objects.create(what="Session", day=date(2026, 11, 23), starts=time(10), ends=time(20)),
        photos[0], categories[0], tags[0], authors[0], towns[0], groups[0],
        SiteIdentity.objects.get(),
        User.objects.create_user("dana", language="ru", is_staff=True),
        SecondFactorRule.objects.create(role=groups[0]),
        Link.objects.create(key="link", place="menu", label_ru="Link", address="section/c/"),
        Page.objects.create(key="page", title_ru="Page", body_ru="<p>Text</p>\n<p>More</p>"),
        make_rate(), make_weather(towns[0]),
        Word.objects.create(cyrillic="сөз", latin="Söz"),
        Rule.objects.create(language="ru", pattern="да", reason="Так.", must_match="да даa даb.", must_not_match="нет"),
        BannedWord.objects.create(stem="спам", exceptions="спамов"),
        CommentSettings.objects.create(),
        DiscussionRules.objects.create(article=others[4], closes_at=timezone.now()),
        FrontPick.objects.create(article=others[1]),
        BreakingLine.objects.create(article=others[2]),
        make_law_day(timezone.now(), timezone.now() + timedelta(days=1)),
        PopularPlace.objects.create(article=others[3], position=1),
        PublishRule.objects.get_or_create(rule="lead", defaults={"level": "warn"})[0],
        Correction.objects.create(
            article=story, language="ru", text="Was wrong.", corrected_at=timezone.now() - timedelta(days=1)
        ),
        LegacyAddress.objects.create(article=story, path="/ru/c/", language="ru"),
    ]  # fmt: skip


def pages(rows):
    """Yield (address, id of the form) of each form and of each list that is edited in place."""
    for row in rows:
        yield f"{change_url(row)}?edition=ru", f"{row._meta.model_name}_form"
    for model, own in admin.site._registry.items():
        if own.list_editable:
            yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"), "changelist-form"


def test_no_field_of_any_model_is_reverted_by_a_form_that_was_opened_before(superuser):
    client, rows = superuser(), make_rows()
    without_fields = {
        Article,
        Ban,
        Comment,
        Commenter,
        DecisionAct,
        Disclosure,
        DraftConflict,
        Effect,
        SignInEvent,
        WriterNote,
    }  # the page of a story saves drafts
    assert {type(row) for row in rows} == admin.site._registry.keys() - without_fields

    tried, faults, unknown = set(), [], set()
    for address, form_id in pages(rows):
        opened = client.get(address)
        cells, rest = cells_of(opened, form_id)
        cells = [cell for cell in cells if str(cell) not in EXCLUDED_BY_OTHERS]
        tried |= {str(cell) for cell in cells}
        unknown |= {name for name in rest if not NOT_OF_A_ROW.fullmatch(name)}
        for fault in faults_of(client, opened, form_id, cells):
            faults.append(fault)
    assert faults == []
    assert unknown == set()
    assert len(tried) > 70


def faults_of(client, opened, form_id, cells):
    """Yield what goes wrong if B saves some fields of a page and A, who opened it before, saves some."""

    def save(page, changed=(), **more):
        values = {name: value for cell in changed for name, value in cell.posted(cell.a).items()}
        token = {"csrfmiddlewaretoken": secrets.token_hex(32)}  # or an equal form would be taken for the same one
        return submit(client, page, form_id, _save="", **values | token | more)

    def start(of_b):
        for cell in cells:
            cell.store(cell.b if cell in of_b else cell.opened)

    for of_a, of_b in [(cells[::2], cells[1::2]), (cells[1::2], cells[::2]), ([], cells)]:
        start(of_b)
        if errors := errors_on(save(opened, of_a)):
            yield f"{form_id}: {errors} for {[*map(str, of_a)]}"
        yield from (f"{cell} of B is {cell.stored()}" for cell in of_b if cell.stored() != cell.b)
        yield from (f"{cell} of A is {cell.stored()}" for cell in of_a if not cell.has_a())

    start(cells)
    refused, both = save(opened, cells), [cell for cell in cells if cell.a != cell.b]
    if refused.status_code != 200:
        yield f"{form_id} was not refused"
        return
    yield from (f"{cell} was saved" for cell in cells if cell.stored() != cell.b)
    shown = {words_of(part) for part in parts_of(refused, "stored-value")}
    kept = form_values(refused, form_id)
    for cell in both:
        if cell.words_of_b() not in shown:
            yield f"{cell}: {cell.words_of_b()!r} is not on the page"
        if not isinstance(cell.field, models.FileField) and not cell.posted(cell.a).items() <= kept.items():
            yield f"{cell}: what A typed is not on the page"

    links = {link.get("href") for note in parts_of(refused, "errornote") for link in note.iter("a")}
    if len(links) != len(both):
        yield f"{form_id}: {links} on top for {len(both)} fields"
    marks = [mark.get("value") for mark in elements(refused, "input", type="checkbox", name="_take")]
    if len(marks) != len(both):
        yield f"{form_id}: {len(marks)} marks for {len(both)} fields"
    save(refused, _take=marks)
    yield from (f"{cell} was not taken" for cell in cells if cell.stored() != cell.b)
    start(cells)
    save(refused)
    files = [cell for cell in cells if isinstance(cell.field, models.FileField)]
    yield from (f"{cell} of A was not saved knowingly" for cell in cells if cell not in files and not cell.has_a())


def test_a_word_that_a_colleague_marked_as_kept_stays_so(superuser):
    """It cannot be tried alone, because such a word has no other forms."""
    client, word = superuser(), Word.objects.create(cyrillic="сөз", latin="Söz")
    opened = client.get(change_url(word))
    Word.objects.update(is_kept=True, latin="")
    assert submit(client, opened, "word_form", takes_endings=[]).status_code == 302
    word.refresh_from_db()
    assert (word.is_kept, word.latin, word.takes_endings) == (True, "", False)
