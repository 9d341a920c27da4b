"""The publications of an edition: listed, compared with each other and with the draft, and restored into it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from articles.editorial import draft_versions, drafts, restoring, workflow
from articles.editorial.history.checking import check_story
from articles.models import Revision, StoryAct
from articles.tests.desk import FORM, KK, RU, act_address, open_form, told
from articles.tests.draft_rows import row_of, write
from articles.tests.makers import make_article, make_category, make_photo, photo_node
from articles.tests.page_content import elements, form_values, parts_of, words_of

pytestmark = pytest.mark.django_db

FIRST, SECOND = "<p>Акимы <b>ушли</b>.</p>", "<p>Акимы остались.</p>"


@pytest.fixture
def story(staff):
    """A story with two publications in Russian, and a draft that was written on."""
    editor = staff("editor")
    story = make_article("ru", status="unpublished", category=make_category(), title="Акимы", body=FIRST)
    workflow.publish(story, RU, by=editor, note="Первая <b>заметка</b>")
    write(story, editor, body=SECOND, lead="Лид")
    workflow.publish(story, RU, by=editor, note="Не ушли, а остались")
    write(story, editor, title="Акимы областей")
    return story


def address(story, **asked):
    query = "&".join(f"{name}={value}" for name, value in ({"edition": "ru"} | asked).items())
    return f"/admin/articles/article/{story.pk}/publications/?{query}"


def chosen(page):
    return [field.get("value") for field in elements(page, "input", type="radio") if "checked" in field.attrib]


def content(story):
    return draft_versions.content_of(drafts.draft_of(story, RU))


def test_the_list_says_who_published_what_and_why(signed_in, story):
    page = signed_in("reporter").get(address(story))
    lines = [words_of(item) for item in elements(page, "li") if elements_in(item, "input")]
    assert [line.split(" Before")[0].split("After: ")[1].split(" editor-")[0] for line in lines] == [
        "Draft now Draft now", "Publication 2 Publication 2, live", "Publication 1 Publication 1"]  # fmt: skip
    assert lines[1].endswith("Не ушли, а остались")
    assert "<b>заметка" not in page.content.decode()
    assert chosen(page) == ["draft", "2"]


def elements_in(element, tag):
    return [*element.iter(tag)]


def differences(page):
    """Return {name of a part: (its deleted words, its inserted words)} of the parts that differ."""
    parts = [part for part in elements(page, "div") if (part.get("id") or "").startswith("change-")]
    return {words_of(next(part.iter("p"))): tuple(" ".join(words_of(one) for one in part.iter(tag))
                                                  for tag in ("del", "ins")) for part in parts}  # fmt: skip


def test_any_two_are_compared_word_by_word(signed_in, story):
    client = signed_in("reporter")
    assert differences(client.get(address(story))) == {"Headline": ("", "областей")}
    page = client.get(address(story, **{"from": 1, "to": 2}))
    assert differences(page) == {
        "Lead": ("", "Лид"), "Paragraph 1, removed": ("Акимы ушли.", ""), "Paragraph 1, added": ("", "Акимы остались.")
    }  # fmt: skip
    assert [words_of(part) for part in parts_of(page, "panel-note")] == ["2 insertions, 1 deletion"]
    assert differences(client.get(address(story, **{"from": 2, "to": 2}))) == {}
    backwards = differences(client.get(address(story, **{"from": "draft", "to": 2})))
    assert backwards == {"Headline": ("областей", "")}


def test_what_is_planned_is_compared_with_what_readers_have(signed_in, story, staff):
    later = timezone.now() + timezone.timedelta(hours=1)
    workflow.publish(story, RU, by=staff("editor"), at=later, note="С завтрашнего дня")
    write(story, staff("editor"), title="Другое")
    page = signed_in("reporter").get(address(story))
    assert (chosen(page), differences(page)) == (["planned", "2"], {"Headline": ("", "областей")})
    assert "С завтрашнего дня" in page.content.decode()


def test_photos_are_shown_as_such_and_what_stays_is_folded(signed_in, staff):
    editor, photo = staff("editor"), make_photo(alt_ru="Озеро")
    body = "".join(f"<p>Абзац {number}</p>" for number in range(4))
    story = make_article("ru", status="unpublished", category=make_category(), body=body)
    workflow.publish(story, RU, by=editor)
    draft = drafts.draft_of(story, RU)
    ids = [id for id, _html in draft.blocks]
    drafts.save_draft(story, RU, draft.version, {"blocks": {"photo001": photo_node(photo, caption="Утро")},
                                                 "order": [*ids[:2], "photo001", *ids[2:]]}, by=editor)  # fmt: skip
    page = signed_in("reporter").get(address(story))
    assert differences(page) == {"Photo, added": ("", "Photo: Озеро [ru]; Утро")}
    folded = [words_of(part) for part in parts_of(page, "comparison-fold")]
    assert folded == ["2 paragraphs unchanged Абзац 0 Абзац 1", "2 paragraphs unchanged Абзац 2 Абзац 3"]


def test_an_edition_without_publications_says_so(signed_in):
    story, client = make_article("ru"), signed_in("reporter")
    assert "What readers have" in client.get(address(story)).content.decode()  # published past the desk
    other = client.get(address(story, edition="kk"))
    assert "nothing to compare" in other.content.decode()
    for asked in ({"from": "x", "to": "2"}, {"from": "9" * 30, "to": "-1"}, {"from": "7", "to": "draft"}):
        assert chosen(client.get(address(story, **asked))) == ["draft", "live"]


def test_only_those_who_read_stories_at_the_desk_see_them(signed_in, client, story):
    assert client.get(address(story)).status_code == 302
    assert signed_in("moderator").get(address(story)).status_code == 403
    page = signed_in("photo editor").get(address(story))  # they may look at stories
    assert (page.status_code, forms_to_restore(page)) == (200, [])
    assert len(forms_to_restore(signed_in("reporter").get(address(story)))) == 1


def forms_to_restore(page):
    return [form for form in elements(page, "form") if "/restore/" in (form.get("action") or "")]


def test_restoring_writes_a_publication_into_the_draft_and_loses_nothing(signed_in, story):
    client, readers_have, before = signed_in("reporter"), row_of(story), content(story)
    page = client.get(address(story, **{"from": 1, "to": "draft"}))
    (form,) = forms_to_restore(page)
    version = drafts.draft_of(story, RU).version
    said = told(client, client.post(form.get("action"), {"_edition": "ru", "version": version, "publication": "1"}))
    assert said == ["The words are in the draft. What it had before is in the list, too."]
    assert content(story) == restoring.publication(story, RU, 1)
    assert [*content(story).blocks] == [id for id, _html in Revision.objects.get(number=1).blocks]
    now = row_of(story)
    assert {name: value for name, value in now.items() if name != "updated_at"} == {
        name: value for name, value in readers_have.items() if name != "updated_at"}  # fmt: skip
    act = StoryAct.objects.first()
    assert (act.act, act.details["restored"], check_story(story.pk)) == ("restore", 1, [])

    page = client.get(address(story))
    assert "The draft before the last restoring" in page.content.decode()
    client.post(form.get("action"), {"_edition": "ru", "version": version + 1, "publication": "before"})
    assert content(story) == before


def test_what_a_colleague_has_just_written_is_not_restored_over(story, staff):
    editor = staff("editor")
    version = drafts.draft_of(story, RU).version
    write(story, editor, title="Срочно")
    with pytest.raises(ValidationError, match="has changed this since you opened it"):
        restoring.restore(story, RU, 1, by=editor, version=version)
    for number in (7, restoring.BEFORE_RESTORING):
        with pytest.raises(ValidationError, match="no such publication"):
            restoring.restore(story, RU, number, by=editor)
    with pytest.raises(ValidationError, match="no such publication"):
        restoring.restore(story, KK, 1, by=editor)
    with pytest.raises(PermissionDenied):
        restoring.restore(story, RU, 1, by=staff("moderator"))
    assert content(story).fields["title"] == "Срочно"
    restoring.restore(story, RU, 1, by=editor)
    with pytest.raises(ValidationError, match="has these words already"):
        restoring.restore(story, RU, 1, by=editor)


def test_a_note_is_kept_with_the_publication_and_until_then_with_its_author(signed_in):
    story, client = make_article("ru", status="unpublished", title="", body="<p>а</p>"), signed_in("editor")
    form = form_values(open_form(client, story, RU), FORM) | {"note": "Уточнено: название"}
    client.post(act_address("publish", story, RU), form)  # refused: there is no headline
    assert not Revision.objects.exists()
    form = form_values(open_form(client, story, RU), FORM)
    assert form["note"] == "Уточнено: название"
    story.category = make_category()
    story.save()
    client.post(act_address("publish", story, RU), form | {"title": "Акимы"})
    assert [row.note for row in Revision.objects.all()] == ["Уточнено: название"]
    assert form_values(open_form(client, story, RU), FORM)["note"] == ""
    too_long = form_values(open_form(client, story, RU), FORM) | {"note": "а" * 301, "title": "Новые"}
    assert "300" in told(client, client.post(act_address("publish", story, RU), too_long))[0]
