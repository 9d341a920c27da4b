"""`manage.py check_fixtures` names the file, the object and the field of each fault."""

import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.demonstration.fixture_sets import SEED_PAGES, faults_in_fixture_sets, faults_of_story
from articles.models import Article
from newsroom.content.fixture_faults import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(tmp_path):
    """A copy of the fixtures that a test may damage."""
    folder = tmp_path / "fixtures"
    shutil.copytree(Path(settings.BASE_DIR) / "fixtures", folder)
    return folder


def damage(folder, name, change):
    file = folder / f"{name}.json"
    rows = json.loads(file.read_text(encoding="utf-8"))
    change(rows)
    file.write_text(json.dumps(rows), encoding="utf-8")


def story(rows, key):
    return next(row["fields"] for row in rows if row["fields"].get("key") == key and row["model"] == "articles.article")


def faults_in(folder, *names):
    """Return [(file, row, field)] of the faults in some files."""
    files = [folder / f"{name}.json" for name in names]
    return [(fault.file, fault.row, fault.field) for fault in faults(files, faults_of_story)]


# The files of one story and of the rows that it refers to.
STORY = ("paper", "topics", "000_akims_leave_amanat")


def test_valid_files_have_no_faults(copy):
    assert faults_in(copy, *STORY) == []


@pytest.mark.slow
def test_our_fixtures_are_valid_and_the_check_leaves_no_rows():
    out = StringIO()
    call_command("check_fixtures", stdout=out)
    assert out.getvalue() == "No errors in the fixtures.\n"
    assert Article.objects.count() == 0


AMANAT = "articles.article “akims-leave-amanat”"


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("title_ru", "", "title_ru"),
        ("published_at_ru", "yesterday", "published_at_ru"),
        ("status_ru", "public", "status_ru"),
        ("body_ru", "<p>x</p><script>alert(1)</script>", "body_ru"),
        ("category", ["no-such-section"], "category"),
        ("colour", "red", "colour"),
    ],
)
def test_a_fault_in_a_story_is_reported(copy, field, value, place):
    damage(copy, "000_akims_leave_amanat", lambda rows: story(rows, "akims-leave-amanat").__setitem__(field, value))
    assert ("000_akims_leave_amanat.json", AMANAT, place) in faults_in(copy, *STORY)


def test_a_missing_picture_is_reported(copy):
    (copy / "photos/station.jpg").unlink()
    assert faults_in(copy, *STORY) == [("000_akims_leave_amanat.json", "articles.photo “akims-leave-amanat”", "file")]


def test_a_picture_without_a_description_is_reported(copy):
    damage(copy, "000_akims_leave_amanat", lambda rows: rows[0]["fields"].__setitem__("alt_kk", ""))
    assert ("000_akims_leave_amanat.json", AMANAT, "lead_photo") in faults_in(copy, *STORY)


def test_a_file_that_is_not_json_is_reported(copy):
    (copy / "popular.json").write_text("[{", encoding="utf-8")
    assert [file for file, _row, _field in faults_in(copy, "popular")] == ["popular.json"]


@pytest.mark.slow
def test_the_command_fails_when_there_are_faults(copy, settings):
    settings.FIXTURE_DIRS = [copy]
    (copy / f"{SEED_PAGES[0]}.json").unlink()
    with pytest.raises(CommandError):
        call_command("check_fixtures", stderr=StringIO())


@pytest.mark.slow
def test_our_fixtures_are_valid_in_a_database_that_has_them_already(seeds):
    assert list(faults_in_fixture_sets()) == []


@pytest.mark.slow
@pytest.mark.parametrize("content", ["{}", '["a"]', '[{"model": "articles.tag", "fields": null}]', '[{"fields": {}}]'])
def test_a_file_that_is_not_a_fixture_is_reported(copy, content):
    (copy / "popular.json").write_text(content, encoding="utf-8")
    assert {file for file, _row, _field in faults_in(copy, "popular")} == {"popular.json"}


@pytest.mark.slow
@pytest.mark.parametrize(("field", "value"), [("tags", [["nope"]]), ("published_at_kk", "x"), ("lead_photo", ["no"])])
def test_the_faulty_field_is_reported(copy, field, value):
    damage(copy, "000_akims_leave_amanat", lambda rows: story(rows, "akims-leave-amanat").__setitem__(field, value))
    assert ("000_akims_leave_amanat.json", AMANAT, field) in faults_in(copy, *STORY)
