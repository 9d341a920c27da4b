"""Nobody publishes a story before its embargo ends: not the chief, not for a time before that, not in SQL."""

import datetime
import json

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.editorial import discarding, drafts, workflow
from articles.models import Article, Status, StoryAct
from articles.tests.desk import FORM, KK, RU, errors_on, open_form, press, told
from articles.tests.draft_rows import write
from articles.tests.makers import make_article, make_category
from articles.tests.page_content import form_values, submit, words_in
from newsroom.desk.local_times import text_of

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
TIME = "2099-11-24T10:33"


@pytest.fixture
def end():
    return timezone.now().replace(second=0, microsecond=0) + 24 * HOUR


def set_embargo(article, by, end):
    draft = drafts.shared_draft_of(article)
    return drafts.save_shared(article, draft.version, draft.values | {"embargo_until": text_of(end)}, by=by)


def test_nobody_publishes_before_it_ends(staff, clock, end):
    chief, article = staff("chief editor"), make_article("ru", "kk", status=Status.UNPUBLISHED)
    flash = make_article("ru", status=Status.UNPUBLISHED, body="", category=make_category())
    for story in (article, flash):
        set_embargo(story, chief, end)
    article.refresh_from_db()
    assert article.embargo_until == end  # nothing is public, so it holds at once
    acts = [
        lambda: workflow.publish(article, RU, by=chief),
        lambda: workflow.publish(article, RU, by=chief, at=end - HOUR),
        lambda: workflow.publish_flash(flash, RU, by=chief),
    ]
    for act in acts:
        with pytest.raises(ValidationError, match="cannot be public before"):
            act()
    drafts.plan(article, RU, end - HOUR)  # the time that was chosen in the draft
    with pytest.raises(ValidationError, match="cannot be public before"):
        workflow.publish(article, RU, by=chief)
    write(article, chief, title="Другой")  # it stays editable
    workflow.publish(article, RU, by=chief, at=end)
    clock(end)
    workflow.publish(article, KK, by=chief, at=end)
    article.refresh_from_db()
    assert (article.title_ru, article.edition(RU).is_live, article.edition(KK).is_live) == ("Другой", True, True)


def test_the_database_refuses_it_too(end):
    article = make_article("ru", published_at=end)
    rows = Article.objects.filter(pk=article.pk)
    assert rows.update(embargo_until=end) == 1
    for values in ({"embargo_until": end + HOUR}, {"published_at_ru": end - HOUR}):
        with pytest.raises(IntegrityError, match="article_embargo_ru"), transaction.atomic():
            rows.update(**values)


def test_one_that_could_not_be_kept_is_refused_with_what_to_do(staff, end):
    chief, live, planned = staff("chief editor"), make_article("ru"), make_article("kk", published_at=end - HOUR)
    for article in (live, planned):
        with pytest.raises(ValidationError, match="Withdraw it first, or choose an earlier end"):
            set_embargo(article, chief, end)
        assert (drafts.shared_draft_of(article).values["embargo_until"], article.embargo_until) == ("", None)
        set_embargo(article, chief, article.edition(RU if article == live else KK).published_at - HOUR)


def test_one_that_waits_in_the_draft_holds_as_well(staff, end):
    """Another edition is scheduled for after it, so the shared fields wait for their own publication."""
    chief, article = staff("chief editor"), make_article("ru", published_at=end + HOUR)
    write(article, chief, KK, title="Тақырып", body="<p>Мәтін</p>")
    set_embargo(article, chief, end)
    article.refresh_from_db()
    assert article.embargo_until is None
    with pytest.raises(ValidationError, match="cannot be public before"):
        workflow.publish(article, KK, by=chief)
    with pytest.raises(ValidationError, match="Only people who may publish"):
        discarding.discard_shared(article, by=staff("reporter"))
    workflow.publish_shared(article, by=chief)
    set_embargo(article, chief, None)
    with pytest.raises(ValidationError, match="cannot be public before"):  # it is lifted when that is published
        workflow.publish(article, KK, by=chief)
    workflow.publish_shared(article, by=chief)
    workflow.publish(article, KK, by=chief)
    assert article.edition(KK).is_live


def test_writers_may_set_it_but_only_publishers_end_it_earlier_and_all_of_it_is_logged(staff, end):
    reporter, editor, article = staff("reporter"), staff("editor"), make_article("ru", status=Status.UNPUBLISHED)
    set_embargo(article, reporter, end)
    set_embargo(article, reporter, end + HOUR)
    for earlier in (end, None):
        with pytest.raises(ValidationError, match="Only people who may publish"):
            set_embargo(Article.objects.get(), reporter, earlier)
    set_embargo(article, editor, None)
    article.refresh_from_db()
    acts = [(act.act, act.by, act.details["until"]) for act in StoryAct.objects.order_by("pk")]
    assert acts == [
        ("embargo", reporter, text_of(end)),
        ("embargo", reporter, text_of(end + HOUR)),
        ("embargo", editor, ""),
    ]
    assert article.embargo_until is None


# At the desk


def test_the_desk_takes_shows_and_explains_it(signed_in):
    article, desk = make_article("ru", status=Status.UNPUBLISHED), signed_in("editor", "ru")
    form = open_form(desk, article, RU)
    assert form_values(form, FORM)["embargo_until"] == ""
    assert submit(desk, form, FORM, embargo_until=TIME).status_code == 302
    form = open_form(desk, article, RU)
    assert form_values(form, FORM)["embargo_until"] == TIME
    assert words_in(form, "acts-told") == "Эмбарго до: 24 ноября 2099, 10:33 (UTC+5)"
    (said,) = told(desk, press(desk, form, "publish"))
    assert said.startswith("Эмбарго до: 24 ноября 2099, 10:33 (UTC+5). Издание «Русский» нельзя опубликовать раньше.")
    assert errors_on(submit(desk, form, FORM, embargo_until="завтра"))
    submit(desk, form, FORM, embargo_until=f"{TIME[:-2]}00:59", lead="Лид")
    assert Article.objects.get().embargo_until.isoformat() == "2099-11-24T05:00:00+00:00"


def test_an_embargo_on_a_live_story_is_refused_in_each_way_of_saving(signed_in):
    article, desk = make_article("ru"), signed_in("editor", "ru")
    reason = "Издание «Русский» опубликовано или будет опубликовано до конца эмбарго."
    page = submit(desk, open_form(desk, article, RU), FORM, embargo_until=TIME, lead="Лид")
    assert (page.status_code, reason in page.content.decode()) == (200, True)
    sent = json.dumps({"base": 0, "fields": {"embargo_until": TIME}})
    address = f"/admin/articles/article/{article.pk}/shared/"
    answer = desk.post(address, sent, content_type="application/json")
    assert (answer.status_code, reason in answer.json()["message"]) == (413, True)
    assert drafts.shared_draft_of(article).values["embargo_until"] == ""
