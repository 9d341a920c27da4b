"""Each edition says for itself since when readers have had it. What was only scheduled leaves no trace."""

import importlib
import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.utils import timezone

from articles.editorial import killing, silence, workflow
from articles.editorial.saving import save_article
from articles.models import Article, LawDay, LegacyAddress, Matter, Status
from articles.tests.addresses import rename
from articles.tests.desk import KK, RU
from articles.tests.draft_rows import write
from articles.tests.makers import make_article
from newsroom.editions.columns import in_all_columns

pytestmark = pytest.mark.django_db

NOW = timezone.now()
SOON, LATER = NOW + timedelta(hours=1), NOW + timedelta(hours=2)


@pytest.fixture
def story():
    """A story that is public in Kazakh and scheduled in Russian."""
    return make_article("kk", "ru", slug="qupiya", published_at_ru=SOON)


def was_public(story):
    return Article.objects.get(pk=story.pk).edition(RU).was_public


def test_what_was_withdrawn_before_its_time_was_never_public(client, staff, clock, story):
    editor = staff("editor")
    workflow.withdraw(story, RU, by=editor, reason="Wrong.")
    clock(LATER)
    assert not was_public(story)
    killing.kill(story, by=editor, reason="Wrong.")
    assert [client.get(story.edition(edition).path).status_code for edition in (KK, RU)] == [410, 404]


def test_what_was_killed_before_its_time_was_never_public(client, staff, clock, story):
    killing.kill(story, by=staff("editor"), reason="Wrong.")
    clock(LATER)
    assert [client.get(story.edition(edition).path).status_code for edition in (KK, RU)] == [410, 404]


def test_an_address_that_readers_never_had_is_not_kept(story):
    rename(story, RU, "other")
    assert not LegacyAddress.objects.exists()
    assert make_article("ru", title="Купия", slug="qupiya").slug_ru == "qupiya"


def test_when_its_time_has_come_readers_have_it_though_nobody_has_saved_it(client, clock, staff, story):
    before = story.edition(RU).path
    assert not was_public(story)
    clock(LATER)
    assert was_public(story)
    rename(story, RU, "other")
    assert client.get(before).url == story.edition(RU).path
    workflow.withdraw(story, RU, by=staff("editor"), reason="Wrong.")
    assert was_public(story)


def test_readers_had_what_is_scheduled_again(client, staff, clock, story):
    clock(LATER)
    story.published_at_ru = LATER + timedelta(days=1)
    save_article(story)
    assert was_public(story)
    killing.kill(story, by=staff("editor"), reason="Wrong.")
    assert client.get(story.edition(RU).path).status_code == 410


def test_what_a_day_of_silence_moves_becomes_public_later(staff, clock):
    story = make_article("kk", "ru", published_at_ru=SOON, has_agitation=True)
    times = {"starts_at": NOW, "ends_at": SOON + timedelta(minutes=30)}
    day = LawDay(**times, matter=Matter.AGITATION, **in_all_columns(name="Silence"))
    silence.hold(story, {}, [day], by=staff("editor"))
    clock(SOON + timedelta(minutes=10))
    assert not was_public(story)
    clock(LATER)
    assert was_public(story)


def test_rows_of_fixtures_are_right(client, staff, tmp_path, story):
    withdrawn = make_article("ru", slug="gone", status=Status.WITHDRAWN)
    rows = json.loads(serializers.serialize("json", [story, withdrawn], use_natural_primary_keys=True))
    for row in rows:  # written before there was the field
        row["fields"] = {name: value for name, value in row["fields"].items() if not name.startswith("public_since")}
    (tmp_path / "stories.json").write_text(json.dumps(rows))
    Article.objects.all().delete()
    call_command("loaddata", tmp_path / "stories.json", verbosity=0)

    loaded = Article.objects.get(key=story.key)
    assert [here.was_public for here in loaded.editions()] == [True, False, False, False, False]
    assert loaded.public_since_ru == loaded.published_at_ru
    assert was_public(Article.objects.get(key=withdrawn.key))
    killing.kill(loaded, by=staff("editor"), reason="Wrong.")
    assert [client.get(loaded.edition(edition).path).status_code for edition in (KK, RU)] == [410, 404]


def test_the_migration_knows_from_the_log_what_readers_had(staff, clock):
    editor, names = staff("editor"), ("its time has come", "withdrawn before", "killed before", "withdrawn", "killed")
    stories = {name: make_article("kk") for name in names}
    for story in stories.values():
        write(story, editor, RU, title="Заголовок", body="<p>Текст</p>")
        workflow.publish(story, RU, by=editor, at=SOON)
    workflow.withdraw(stories["withdrawn before"], RU, by=editor, reason="Wrong.")
    killing.kill(stories["killed before"], by=editor, reason="Wrong.")
    clock(LATER)
    workflow.withdraw(stories["withdrawn"], RU, by=editor, reason="Wrong.")
    killing.kill(stories["killed"], by=editor, reason="Wrong.")
    stories["without a log"] = make_article("ru", status=Status.WITHDRAWN, slug="gone")
    Article.objects.update(**in_all_columns(public_since=None))
    importlib.import_module("articles.migrations.0065_fill_public_since").fill(apps, None)
    had = {name for name, story in stories.items() if was_public(story)}
    assert had == {"its time has come", "withdrawn", "killed", "without a log"}
