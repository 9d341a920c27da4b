"""Names that an edition has printed: collected when a story is published, and compared with those of a text."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from articles.demonstration.fixture_sets import FIXTURE_SETS
from articles.editorial import drafts, workflow
from articles.editorial.name_slips import compared, stories_with
from articles.editorial.printed_names import note, rebuild, texts_of
from articles.models import Article, Draft, NameMention, PrintedName, Status
from articles.tests.desk import KK, RU
from articles.tests.makers import make_article, make_author, make_tag
from newsroom import editions
from newsroom.editions.columns import column
from newsroom.names.endings import LANGUAGES
from newsroom.names.runs import runs_in
from newsroom.names.tests.test_names import KnownNames

pytestmark = pytest.mark.django_db
NAMES = "/admin/articles/article/names/ru/"
TEXT = "<p>Там были Умирзак Шукеев и Касым-Жомарт Токаев.</p>"


def hints(text, edition=RU, article=None):
    """Return [(what is written, what is suggested)]."""
    runs = runs_in(text)
    found = zip(runs, compared(runs, edition, article), strict=True)
    return [(run.text[slip.start : slip.end], slip.replacement) for run, one in found for slip in one.slips]


def printed(language="ru"):
    return sorted(
        PrintedName.objects.filter(language=language, mentions__gt=0).values_list("form", flat=True).distinct()
    )


def test_names_are_known_from_publication_to_withdrawal(staff):
    editor, slip = staff("editor"), "и Шукеев Умурзак,"
    suggested = [("Шукеев Умурзак", "Шукеев Умирзак")]
    story = make_article("ru", "kk", status=Status.UNPUBLISHED, published_at=None, body=TEXT)
    assert (hints(slip), printed()) == ([], [])

    workflow.publish(story, RU, by=editor)
    assert printed() == ["Касым-Жомарт Токаев", "Умирзак Шукеев"]
    assert (hints(slip), hints(slip, KK), hints(slip, RU, story)) == (suggested, [], [])

    draft = drafts.draft_of(story, RU)
    [(block, _html)] = draft.blocks
    drafts.save_draft(story, RU, draft.version, {"blocks": {block: "<p>Там был Асхат Оралов.</p>"}}, by=editor)
    assert (hints(slip), hints("и Асхад Оралов,")) == (suggested, [])
    workflow.publish(story, RU, by=editor)
    assert (hints(slip), hints("и Асхад Оралов,")) == ([], [("Асхад Оралов", "Асхат Оралов")])

    workflow.withdraw(story, RU, by=editor, reason="Wrong.")
    assert (printed(), hints("и Асхад Оралов,")) == ([], [])


def test_only_what_readers_may_see_now_is_known():
    story = make_article("ru", body=TEXT, published_at=timezone.now() + timezone.timedelta(hours=1))
    note(story, RU)
    assert printed() == ["Касым-Жомарт Токаев", "Умирзак Шукеев"]
    assert hints("и Шукеев Умурзак,") == []
    Article.objects.filter(pk=story.pk).update(published_at_ru=timezone.now() - timezone.timedelta(hours=1))
    assert len(hints("и Шукеев Умурзак,")) == 1
    story.delete()
    assert (NameMention.objects.count(), hints("и Шукеев Умурзак,")) == (0, [])


def test_authors_and_tags_are_names_and_marked_words_are_not(staff):
    body = '<p>Он: <span lang="kk">Қасым-Жомарт Тоқаев</span> и Асхатом Ораловым.</p><figure data-embed="Серик Ким">'
    story = make_article("ru", body=body)
    Draft.objects.create(article=story, language="en", version=1, title="By Serik Kim")
    make_author("kim", story, name_ru="Марина Ким")
    make_tag("lake", name_ru="Большое Алматинское озеро").articles.add(story)
    call_command("collect_names", verbosity=0)
    assert printed() == ["Асхатом Ораловым", "Большое Алматинское", "Марина Ким"]
    make_article("ru", body="<p>Там был Асхат Оралов.</p>")
    rebuild()
    assert printed() == ["Асхат Оралов", "Большое Алматинское", "Марина Ким"]


def stories_of_the_demonstration(edition):
    """Return the texts of each story in an edition, as lists."""
    paths = [Path(settings.FIXTURE_DIRS[0]) / f"{name}.json" for names in FIXTURE_SETS.values() for name in names]
    rows = [row for path in paths for row in json.loads(path.read_text()) if row["model"] == "articles.article"]
    names = [column(field, edition) for field in ("title", "lead", "body")]
    return [texts_of(*(row["fields"].get(name) for name in names)) for row in rows]


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_no_story_of_the_demonstration_has_a_slip_of_the_others(code):
    stories = stories_of_the_demonstration(editions.BY_CODE[code])
    assert sum(len(runs_in(text)) for texts in stories for text in texts) > 5
    for number, texts in enumerate(stories):
        known = KnownNames([text for other in (stories[:number] + stories[number + 1 :]) for text in other], code)
        assert [text for text in texts if known.corrected(text) != text] == []


def test_the_page_that_asks_whether_to_delete_a_story_does_not_list_its_names(signed_in):
    story = make_article("ru", title="Канал", body=TEXT)
    note(story, RU)
    page = signed_in("chief editor").get(f"/admin/articles/article/{story.pk}/delete/").content.decode()
    assert "Канал" in page
    assert "Шукеев" not in page


def ask(client, runs, **more):
    return client.post(NAMES, json.dumps({"runs": runs} | more), content_type="application/json")


def test_the_page_asks_for_slips_and_stories(signed_in, django_assert_max_num_queries):
    public = make_article("ru", title="О Шукееве", body=TEXT)
    tagged = make_article("ru", title="Про воду", body="<p>Вода.</p>")
    make_tag("water", name_ru="Вода").articles.add(tagged)
    own = make_article("ru", body="<p>Полив водой: Умирзак Шукеев</p>")
    rebuild()
    client = signed_in("reporter")
    ask(client, [])
    runs = [["Умурзаком Шукеевым", False], ["Касым-Жомарта Токаева", True], ["Асхат Оралов", False], ["a", True]] * 40
    with django_assert_max_num_queries(20):
        answer = client.post(
            f"{NAMES}?for={own.pk}", json.dumps({"runs": runs, "tags": True}), content_type="application/json"
        ).json()
    [slip] = answer["runs"][0]
    assert answer["runs"][1:4] == [[], [], []]
    assert slip == {
        "from": 0, "to": 18, "replacement": "Умирзаком Шукеевым", "name": "Умирзак Шукеев", "stories": "1",
        "last": {"key": public.key, "title": "О Шукееве", "address": public.address_in(RU), "day": slip["last"]["day"]},
    }  # fmt: skip
    assert [(story["title"], story["about"]) for story in answer["stories"]] == [
        ("О Шукееве", "Касым-Жомарт Токаев"), ("Про воду", "Вода"),
    ]  # fmt: skip


@pytest.mark.parametrize("edition", [KK, editions.BY_CODE["en"]], ids=["kk", "en"])
def test_tags_without_a_name_in_the_edition_are_left_out(signed_in, edition):
    make_tag("water", name_ru="Вода", name_kk=None, name_en=None)
    own = make_article("ru", "kk", "en", body="<p>Water</p>")
    named = make_tag("named", **{column("name", edition): "Water"})
    named.articles.add(make_article(edition.code, title="About water"))
    answer = signed_in("reporter").post(f"/admin/articles/article/names/{edition.code}/?for={own.pk}",
                                        '{"runs": [], "tags": true}', content_type="application/json")  # fmt: skip
    assert [story["title"] for story in answer.json()["stories"]] == ["About water"]


def test_requests_that_no_page_sends(signed_in):
    client = signed_in("reporter")
    assert ask(client, [["Умирзак Шукеев", False]]).status_code == 200
    for runs in (None, "x", [["a"]], [[1, False]], [["x", 1]], [["x" * 500, True]], [["x", True]] * 201, [{}]):
        assert ask(client, runs).status_code == 400
    assert ask(client, [["\0Умирзак Шукеев\ud800", False]]).status_code in (200, 400)
    assert client.get(NAMES).status_code == 405
    assert client.post("/admin/articles/article/names/fr/").status_code == 404
    assert ask(signed_in("moderator"), []).status_code == 403
    assert client.post("/admin/articles/article/names/zh-hans/", '{"runs": [["Kim Li", false]]}',
                       content_type="application/json").json()["runs"] == [[]]  # fmt: skip


def test_slips_in_a_text_of_any_length_cost_four_queries(django_assert_max_num_queries):
    note(make_article("ru", body=TEXT), RU)
    text = ", ".join(["и Шукеев Умурзак"] * 500 + [f"Имя{'абвгдежз'[n % 8]} Фамилия" for n in range(500)])
    with django_assert_max_num_queries(4):
        assert len(hints(text)) == 500
    assert {edition.code for edition in editions.STORED} - LANGUAGES == {"zh-hans"}
    assert stories_with([], RU) == {}
