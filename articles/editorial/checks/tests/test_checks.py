"""Each check stops what it is for, and no story of the fixtures."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override

from articles.editorial import drafts, due, notes, workflow
from articles.editorial.checks.advertising_labels import ADVERTISING
from articles.editorial.checks.candidate import Candidate
from articles.editorial.checks.rules import RULES, findings
from articles.models import Age, Article, Check, Kind, Level, Machine, Paid, Status
from articles.tests.makers import (
    make_article,
    make_author,
    make_category,
    make_photo,
    make_staff,
    photo_node,
    set_level,
)
from newsroom import editions
from newsroom.editions.columns import in_all_columns
from newsroom.house_style.models import Rule

pytestmark = pytest.mark.django_db
RU = editions.BY_CODE["ru"]
YESTERDAY = timezone.localdate() - timezone.timedelta(days=1)


def make_sound_story(code="ru", note="", **fields):
    """Make a draft in which no check finds anything but a note, if it has one."""
    described = {"lead_photo": make_photo(**in_all_columns(alt="A lake", caption="Lake", credit="A. Photo"))}
    words = {"lead": "Begins so.", "category": Article.category.field.related_model.objects.first() or make_category()}
    article = make_article(code, status=Status.UNPUBLISHED, **words | described | fields)
    if note:
        notes.add(article, editions.BY_CODE[code], by=make_staff("editor"), text=note)
    return article


def refusal_of(article, staff, edition=RU):
    """Publish, and return the messages of the refusal."""
    try:
        workflow.publish(article, edition, by=staff)
    except ValidationError as error:
        return error.messages
    return []


def photo(**fields):
    return make_photo(**in_all_columns(alt="A lake", caption="Lake", credit="A. Photo") | fields)


def text_with(picture, **words):
    return f"<p>Text</p>{photo_node(picture, **words)}"


# (check, edition, fields of the story). A photo is made when it is needed.
FAULTS = [
    (Check.LEAD, "ru", {"lead": ""}),
    (Check.LEAD, "kk", {"lead": " \u3164 "}),
    (Check.SECTION, "ru", {"category": None}),
    (Check.DESCRIPTION, "ru", {"lead_photo": lambda: photo(alt_ru="")}),
    (Check.DESCRIPTION, "en", {"body": lambda: text_with(photo(alt_en=" "))}),
    (Check.DESCRIPTION, "en", {"body": lambda: text_with(photo(), alt="")}),
    (Check.CAPTION, "ru", {"body": lambda: text_with(photo(caption_ru=""))}),
    (Check.CAPTION, "ru", {"body": lambda: text_with(photo(), caption="")}),
    (Check.CREDIT, "ru", {"lead_photo": lambda: photo(credit_ru="")}),
    (Check.CREDIT, "kk", {"body": lambda: text_with(photo(), credit="")}),
    (Check.ADVERTISING, "ru", {"body": "<p>Text</p><p><em>На правах рекламы.</em></p>"}),
    (Check.ADVERTISING, "ru", {"lead": "Партнёрский материал"}),
    (Check.ADVERTISING, "ru", {"source_name_ru": "Реклама"}),
    (Check.ADVERTISING, "kk", {"body": "<p>Text</p><p>(Жарнама)</p>"}),
    (Check.ADVERTISING, "uz-cyrl", {"body": "<p>Text</p><p>Реклама ҳуқуқи асосида</p>"}),
    (Check.ADVERTISING, "en", {"body": "<p>Sponsored content</p><p>Text</p>"}),
    (Check.ADVERTISING, "zh-hans", {"body": "<p>Text</p><p>广告</p>"}),
    (Check.MACHINE, "ru", {"lead_photo": lambda: photo(credit_ru="Midjourney / Аймақ")}),
    (Check.MACHINE, "ru", {"body": "<p>Text</p><p>Текст подготовлен с помощью ИИ.</p>"}),
    (Check.MACHINE, "ru", {"body": "<p>Переведено нейросетью</p><p>Text</p>"}),
    (Check.MACHINE, "kk", {"body": "<p>Text</p><p>Жасанды интеллект көмегімен дайындалған</p>"}),
    (Check.MACHINE, "en", {"body": lambda: text_with(photo(), credit="AI-generated")}),
    (Check.MACHINE, "zh-hans", {"body": "<p>Text</p><p>本文由人工智能生成</p>"}),
    (Check.AGE, "ru", {"title": "Спектакль 18+ покажут в субботу"}),
    (Check.AGE, "kk", {"lead": "Қойылым 16+", "age_mark": Age.FROM_12}),
    (Check.LETTERS, "ru", {"title": "Новoсти из Астаны"}),  # a Latin o
    (Check.LETTERS, "kk", {"body": "<p>Бiлiм туралы</p>"}),  # Latin i
    (Check.LETTERS, "uz-cyrl", {"body": "<p>Янги ҳaёт</p>"}),  # a Latin a
    (Check.LETTERS, "ru", {"body": lambda: text_with(photo(), caption="Озерo")}),
    (Check.LINKS, "ru", {"body": '<p>See <a href="/ru/2026/01/02/nothing/">this</a>.</p>'}),
    (Check.STYLE, "ru", {"body": "<p>Съезд прошёл в Алма-Ате.</p>"}),
    (Check.NOTES, "kk", {"note": "Директордың аты дұрыс па?"}),
]  # fmt: skip


@pytest.fixture
def rule():
    return Rule.objects.create(
        language="ru", pattern="Алма-Ат*", suggestion="Алматы", reason="So it is called.", must_match="Алма-Ата",
        must_not_match="Алматы",
    )  # fmt: skip


@pytest.mark.usefixtures("rule")
@pytest.mark.parametrize("level", [Level.BLOCK, Level.WARN, Level.OFF])
@pytest.mark.parametrize(("check", "code", "fields"), FAULTS)
def test_a_fault_stops_publication_if_its_check_blocks(staff, check, code, fields, level):
    edition, chief = editions.BY_CODE[code], staff("chief editor")
    set_level(Level.OFF)
    set_level(level, check)
    assert refusal_of(make_sound_story(code), chief, edition) == []

    article = make_sound_story(code, **{name: value() if callable(value) else value for name, value in fields.items()})
    assert len(refusal_of(article, chief, edition)) == (level == Level.BLOCK)
    article.refresh_from_db()
    assert article.edition(edition).is_live == (level != Level.BLOCK)
    if level == Level.WARN:
        (finding,) = findings(Candidate(article.edition(edition)))
        assert finding.level == Level.WARN


def test_every_check_is_tried():
    in_drafts = {Check.SUGGESTIONS}  # only drafts have them: `articles/editorial/tests/test_suggestions.py`
    assert {check for check, *_ in FAULTS} | in_drafts == {*Check} == {*RULES}


@pytest.mark.parametrize(
    "fields",
    [
        {"paid": Paid.PARTNER, "body": "<p>Партнерский материал</p>"},
        {"body": "<p>Реклама табака запрещена законом.</p>"},
        {"machine_part": Machine.ASSISTED, "body": "<p>Переведено нейросетью</p>"},
        {"body": "<p>В Астане обсудили искусственный интеллект и нейросети.</p>"},
        {"lead_photo": lambda: photo(credit_ru="Ai Weiwei / Gemini Group")},
        {"lead_photo": lambda: photo(credit_ru="AIR ASTANA")},
        {"age_mark": Age.FROM_18, "title": "Спектакль 18+"},
        {"title": "Сегодня +18, завтра 16, послезавтра 2018+"},
        {"title": "В продаже iPhone и Covid-19, А4 и «Nur Otan»"},
        {"kind": Kind.BRIEF, "lead": ""},
    ],
)
def test_what_is_right_is_not_stopped(staff, fields):
    set_level(Level.BLOCK)
    article = make_sound_story(**{name: value() if callable(value) else value for name, value in fields.items()})
    assert refusal_of(article, staff("chief editor")) == []


@pytest.mark.usefixtures("demo")
def test_the_stories_of_the_fixtures_lack_only_what_their_originals_lack():
    def found():
        published = [here for story in Article.objects.all() for here in story.editions() if here.is_published]
        assert len(published) > 100
        return [(here, finding) for here in published for finding in findings(Candidate(here)) if finding.blocks]

    assert found() == []
    set_level(Level.BLOCK)
    for here, finding in found():
        lacks_lead = finding.part == "lead" and not here.lead
        of_photo = dict(Candidate(here).photos).get(finding.part)
        assert lacks_lead or not all(of_photo.has_words(name, here.edition) for name in ("caption", "credit"))


def test_labels_of_advertising_have_the_words_of_the_law():
    for edition in editions.STORED:
        with override(edition.code):
            printed = [str(label).lower().replace("ё", "е") for label in Paid.labels]
        assert set(printed) <= set(ADVERTISING[edition.code]), edition


def test_photos_that_may_not_be_shown_are_stopped_whatever_was_chosen(staff):
    set_level(Level.OFF)
    expired, chief = photo(leased_until=YESTERDAY), staff("chief editor")
    (message,) = refusal_of(make_sound_story(lead_photo=photo(rights="staff", credit_ru="")), chief)
    assert message.startswith("This photo needs a credit")
    author = make_author("asel", photo=photo(leased_until=YESTERDAY))
    stories = [make_sound_story(lead_photo=expired), make_sound_story(body=text_with(expired)), make_sound_story()]
    stories[2].bylines.create(author=author)
    for story in stories:
        (message,) = refusal_of(story, chief)
        assert "could be used until" in message


def test_what_all_editions_share_is_checked_for_those_that_are_public(staff):
    chief, story = staff("chief editor"), make_article("ru", "en", status_en=Status.UNPUBLISHED)

    def share(**values):
        draft = drafts.shared_draft_of(story)
        drafts.save_shared(story, draft.version, draft.values | values, by=chief)
        workflow.publish_shared(story, by=chief)

    set_level(Level.BLOCK, Check.SECTION)
    with pytest.raises(ValidationError, match="The story has no section"):
        share(kind="opinion")
    assert Article.objects.get().kind == "news"
    share(category=make_category().pk)
    assert Article.objects.get().kind == "opinion"


def test_a_note_stops_its_own_edition_until_it_is_resolved(staff):
    chief, article = staff("chief editor"), make_sound_story(note="Кто это?")
    kk = notes.add(article, editions.BY_CODE["kk"], by=chief, text="Бұл кім?")
    notes.add(article, RU, by=None, text="Ошибка")  # readers stop nothing
    assert refusal_of(article, chief) == ["Unresolved note: “Кто это?”"]
    notes.resolve(article.notes.get(text="Кто это?"), by=chief)
    assert refusal_of(article, chief) == []
    assert article.notes.get(pk=kk.pk).resolved_at is None


def test_a_note_that_comes_after_the_approval_does_not_stop_a_planned_change(staff, clock):
    chief, article = staff("chief editor"), make_sound_story()
    workflow.publish(article, RU, by=chief)
    drafts.save_draft(article, RU, drafts.draft_of(article, RU).version, {"fields": {"title": "Новое"}}, by=chief)
    at = timezone.now() + timezone.timedelta(hours=1)
    workflow.publish(article, RU, by=chief, at=at)
    notes.add(article, RU, by=chief, text="Точно?")
    clock(at)
    assert due.apply_due() == 1
    article.refresh_from_db()
    assert article.title_ru == "Новое"
