"""Two people change the same part of a draft; one of them decides what stays."""

import pytest

from articles.editorial import drafts
from articles.editorial.decisions import decide as decide_conflict
from articles.models import DraftConflict
from articles.tests.desk import KK, RU
from articles.tests.makers import make_article, make_photo
from articles.tests.page_content import words_of
from newsroom.tests.html_tree import parse_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db):
    """A story whose second paragraph two people have changed, and its headline, too."""
    return make_article("ru", title="Выборы", body="<p>Первый</p><p>Второй абзац</p><p>Третий</p>")


def change(story, block, html, title, by, base=0):
    sent = {"fields": {"title": title}, "blocks": {block: html}}
    return drafts.save_draft(story, RU, base, sent, by=by)


@pytest.fixture
def conflicts(story, staff):
    """The first came with «вчера», the second with «сегодня»; both rows are of the second."""
    _first, block, _third = dict(drafts.draft_of(story, RU).blocks)
    change(story, block, "<p>Второй абзац вчера</p>", "Выборы вчера", staff("reporter"))
    saved = change(story, block, "<p>Второй абзац сегодня</p>", "Выборы сегодня", staff("editor"))
    return sorted(saved.conflicts, key=lambda one: one.part != "title")


def page_of(story):
    return f"/admin/articles/article/{story.pk}/conflicts/?edition=ru"


def decide(client, story, **choices):
    draft = drafts.draft_of(story, RU)
    posted = {"version": draft.version, "shared_version": 0, "_edition": "ru"} | choices
    return client.post(page_of(story), posted)


def text_of(story):
    return [html for _id, html in drafts.draft_of(story, RU).blocks]


def test_the_page_shows_what_it_was_and_both_versions(client, story, conflicts):
    client.force_login(conflicts[0].by)
    page = parse_page(client.get(page_of(story)).content)

    texts = [words_of(part) for part in page.iter("p") if part.get("class") == "conflict-text"]
    assert texts == ["Выборы", "Выборы сегодня", "Выборы вчера",
                     "Второй абзац", "Второй абзац сегодня", "Второй абзац вчера"]  # fmt: skip
    assert [words_of(part) for part in page.iter("ins")] == ["сегодня", "вчера"] * 2


def test_a_photo_is_shown_in_words(client, staff):
    make_photo(key="lake", alt_ru="Озеро")
    story = make_article("ru", body='<p>Текст</p><figure data-photo="lake"></figure>')
    _text, block = dict(drafts.draft_of(story, RU).blocks)
    for caption, role in (("Балхаш вечером", "reporter"), ("Балхаш утром", "editor")):
        html = f'<figure data-photo="lake" data-caption="{caption}"></figure>'
        saved = drafts.save_draft(story, RU, 0, {"blocks": {block: html}}, by=staff(role))
    client.force_login(saved.conflicts[0].by)

    page = parse_page(client.get(page_of(story)).content)

    assert [words_of(part) for part in page.iter("p") if part.get("class") == "conflict-text"] == [
        "Photo: Озеро [ru]", "Photo: Озеро [ru]; Балхаш утром", "Photo: Озеро [ru]; Балхаш вечером",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "title", "paragraphs"),
    [
        ("mine", "Выборы сегодня", ["<p>Второй абзац сегодня</p>"]),
        ("theirs", "Выборы вчера", ["<p>Второй абзац вчера</p>"]),
        ("mine_first", "Выборы сегодня Выборы вчера", ["<p>Второй абзац сегодня</p>", "<p>Второй абзац вчера</p>"]),
        ("theirs_first", "Выборы вчера Выборы сегодня", ["<p>Второй абзац вчера</p>", "<p>Второй абзац сегодня</p>"]),
        ("new", "Другое", ["<p>Другое</p>"]),
    ],
)
def test_any_version_both_or_another_text_can_be_taken(client, story, conflicts, choice, title, paragraphs):
    client.force_login(conflicts[0].by)
    choices = {f"conflict-{one.pk}-choice": choice for one in conflicts}
    texts = {f"conflict-{one.pk}-text": "Другое" for one in conflicts if choice == "new"}

    assert decide(client, story, **choices, **texts).status_code == 302

    assert drafts.draft_of(story, RU).title == title
    assert text_of(story) == ["<p>Первый</p>", *paragraphs, "<p>Третий</p>"]
    assert not DraftConflict.objects.filter(decided_at=None).exists()


def test_a_new_text_starts_from_my_words_and_keeps_their_links(client, story, staff):
    _first, block, _third = dict(drafts.draft_of(story, RU).blocks)
    change(story, block, "<p>Второй абзац вчера</p>", "Выборы", staff("reporter"))
    (one,) = change(story, block, '<p>Второй <a href="/ru/">абзац</a> сегодня</p>', "Выборы", staff("editor")).conflicts
    name = f"conflict-{one.pk}"
    client.force_login(one.by)
    (field,) = parse_page(client.get(page_of(story)).content).iter("textarea")
    assert words_of(field) == "Второй абзац сегодня"

    refused = decide(client, story, **{f"{name}-choice": "theirs", f"{name}-text": "Второй абзац завтра"})
    assert "Второй абзац завтра" in [words_of(field) for field in parse_page(refused.content).iter("textarea")]
    decide(client, story, **{f"{name}-choice": "new", f"{name}-text": "Второй абзац, 5 < 6\r\n\r\nи <b>третий</b>"})

    assert text_of(story)[1:3] == [
        '<p>Второй <a href="/ru/">абзац</a>, 5 &lt; 6</p>', "<p>и &lt;b&gt;третий&lt;/b&gt;</p>",
    ]  # fmt: skip


def test_both_has_what_the_other_wrote_since(client, story, conflicts):
    client.force_login(conflicts[0].by)
    version = drafts.draft_of(story, RU).version
    later = "<p>Второй абзац вчера и позже</p>"
    change(story, conflicts[1].part, later, "Выборы вчера и позже", conflicts[0].other, base=version)

    shown = words_of(parse_page(client.get(page_of(story)).content))
    decide(client, story, **{f"conflict-{one.pk}-choice": "mine_first" for one in conflicts})

    assert "Второй абзац вчера и позже" in shown
    assert drafts.draft_of(story, RU).title == "Выборы сегодня Выборы вчера и позже"
    assert text_of(story)[1:3] == ["<p>Второй абзац сегодня</p>", later]


def test_a_decision_that_is_sent_twice_is_carried_out_once(story, conflicts):
    """Both requests have read the conflict as open. The second waits for the first one."""
    [*_title, conflict] = conflicts
    again, version = DraftConflict.objects.get(pk=conflict.pk), drafts.draft_of(story, RU).version
    for one in (conflict, again):
        saved = decide_conflict(story, RU, one, "mine_first", "", version, by=one.by)
        assert saved.conflicts == []
    both = ["<p>Второй абзац сегодня</p>", "<p>Второй абзац вчера</p>"]
    assert text_of(story) == ["<p>Первый</p>", *both, "<p>Третий</p>"]


def test_what_was_written_while_somebody_decided_is_not_left_out(story, conflicts):
    [*_title, conflict] = conflicts
    stale, more = DraftConflict.objects.get(pk=conflict.pk), "<p>Второй абзац сегодня и ещё</p>"
    version = drafts.draft_of(story, RU).version
    drafts.save_draft(
        story, RU, version, {"blocks": {conflict.part: more}}, by=conflict.by, held={conflict.part: conflict.pk}
    )
    decide_conflict(story, RU, stale, "mine", "", version, by=conflict.by)
    assert text_of(story)[1] == more


def test_a_part_without_an_answer_stays_undecided(client, story, conflicts):
    client.force_login(conflicts[0].by)

    response = decide(client, story, **{f"conflict-{conflicts[0].pk}-choice": "mine"})

    assert response.status_code == 200
    assert drafts.draft_of(story, RU).title == "Выборы сегодня"
    assert [one.part for one in DraftConflict.objects.filter(decided_at=None)] == [conflicts[1].part]


def test_an_answer_to_an_old_version_overwrites_nothing(client, story, conflicts):
    client.force_login(conflicts[0].by)
    version = drafts.draft_of(story, RU).version
    change(story, conflicts[1].part, "<p>Третий раз</p>", "Третий раз", conflicts[0].other, base=version)

    decide(client, story, version=version, **{f"conflict-{one.pk}-choice": "mine" for one in conflicts})

    assert drafts.draft_of(story, RU).title == "Третий раз"
    assert text_of(story)[1] == "<p>Третий раз</p>"
    assert {one.mine for one in DraftConflict.objects.filter(decided_at=None)} == {"Выборы сегодня", conflicts[1].mine}


def test_a_text_for_a_conflict_that_was_decided_on_another_page_is_not_lost(client, story, conflicts):
    client.force_login(conflicts[0].by)
    version = drafts.draft_of(story, RU).version

    def send(text):
        names = [f"conflict-{one.pk}" for one in conflicts]
        choices = {f"{name}-choice": "new" for name in names} | {f"{name}-text": text for name in names}
        return decide(client, story, version=version, **choices)

    assert [send("Раз").status_code, send("Раз").status_code] == [302, 302]  # the same form twice
    again = send("Два")

    assert again.status_code == 200
    assert [words_of(field) for field in parse_page(again.content).iter("textarea")] == ["Два", "Два"]
    assert drafts.draft_of(story, RU).title == "Раз"
    assert DraftConflict.objects.filter(decided_at=None).count() == 2


def test_a_refused_decision_puts_nothing_into_the_draft(client, story, conflicts):
    client.force_login(conflicts[0].by)
    version = drafts.draft_of(story, RU).version
    change(story, conflicts[1].part, "<p>Третий раз</p>", "Третий раз", conflicts[0].other, base=version)

    decide(client, story, version=version, **{f"conflict-{one.pk}-choice": "mine_first" for one in conflicts})

    assert text_of(story) == ["<p>Первый</p>", "<p>Третий раз</p>", "<p>Третий</p>"]
    assert {one.pk for one in DraftConflict.objects.filter(decided_at=None)} == {one.pk for one in conflicts}


def test_a_story_with_conflicts_can_be_deleted(signed_in, story, conflicts):
    response = signed_in("chief editor").post(f"/admin/articles/article/{story.pk}/delete/", {"post": "yes"})

    assert response.status_code == 302
    assert not DraftConflict.objects.exists()


def test_others_and_other_editions_have_nothing_to_decide(client, story, conflicts):
    client.force_login(conflicts[0].other)
    page = parse_page(client.get(page_of(story)).content)

    assert [section for section in page.iter("section") if "data-way" not in section.attrib] == []  # those of keys
    assert drafts.draft_of(story, KK).version == 0
