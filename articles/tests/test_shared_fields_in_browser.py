"""The fields that all editions share in a browser: they are saved by themselves, and merge with those of colleagues."""

import pytest
from django.utils import timezone

from articles.editorial import drafts
from articles.models import Article, Draft, DraftConflict
from articles.tests.desk import shared_values
from articles.tests.edit_page import open_story, saved
from articles.tests.makers import make_article, make_author, make_category, make_photo, make_tag

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def save(story, by, **changes):
    """Let a colleague change fields. None removes one."""
    draft = drafts.shared_draft_of(story)
    values = {name: value for name, value in (draft.values | changes).items() if value is not None}
    drafts.save_shared(story, draft.version, values, by=by)


def rows_of(story, *kinds):
    return {name: value for name, value in shared_values(story).items() if name.partition(":")[0] in kinds}


def bylines_on(page):
    chosen = page.locator(".rows-byline .story-row:visible [name$='-author'] option:checked:not([value=''])")
    return chosen.all_text_contents()


def tags_on(page):
    return page.locator("[name=tags] option:checked").all_text_contents()


def choose(page, field, words):
    page.locator(f"{field} .select2-selection").click()
    page.locator(".select2-results__option", has_text=words).click()


def kept(page, count):
    """Wait until the browser has kept so many records."""
    page.evaluate(
        """async (count) => {
            const result = (request) => new Promise((done, fail) => {
                request.onsuccess = () => done(request.result);
                request.onerror = () => fail(request.error);
            });
            const end = performance.now() + 30_000;
            const kept = await result(indexedDB.open("desk-drafts", 1));
            while ((await result(kept.transaction("unsent").objectStore("unsent").count())) < count) {
                if (performance.now() > end) throw new Error("Too few records are kept.");
                await new Promise((done) => setTimeout(done, 20));
            }
            kept.close();
        }""",
        count,
    )


def test_fields_are_saved_and_those_of_a_colleague_are_shown_in_place(desk, staff):
    story, colleague, page = make_article("ru", kind="news"), staff("chief editor"), desk("editor")
    asel, dana, erlan = make_author("asel", story), make_author("dana"), make_author("erlan")
    photo, section, roads = make_photo(alt_ru="Станция"), make_category("sport"), make_tag("roads")
    open_story(page, story)

    page.locator("[name=kind]").select_option("opinion")
    page.locator(".rows-byline [data-add]").click()
    choose(page, "[name=byline-2-author] + *", "dana")
    assert page.locator(".rows-byline > summary .panel-note").inner_text() == "2"
    saved(page)
    assert rows_of(story, "kind", "byline") == {"kind": "opinion", f"byline:{asel.pk}": 0, f"byline:{dana.pk}": 1}

    url = page.locator("[name=source_url]")
    url.press_sequentially("https://a.kz/")
    top = url.evaluate("field => field.getBoundingClientRect().top")
    news = {f"byline:{asel.pk}": None, f"byline:{erlan.pk}": 2, f"tag:{roads.pk}": True, "is_official_answer": True}
    texts = {"age_mark": "16+", "video_url": "https://youtu.be/dQw4w9WgXcQ"}
    save(story, colleague, **news, **texts, category=section.pk, lead_photo=photo.pk)
    page.locator("[name=age_mark] option:checked[value='16+']").wait_for(state="attached")
    page.keyboard.type("b")
    assert url.input_value() == "https://a.kz/b"
    assert abs(url.evaluate("field => field.getBoundingClientRect().top") - top) < 2
    assert page.locator("[name=video_url]").input_value() == texts["video_url"]
    assert page.locator("[name=is_official_answer]").is_checked()
    assert [tags_on(page), bylines_on(page)] == [["Roads"], ["Dana", "Erlan"]]
    assert page.locator(".rows-byline > summary .panel-note").inner_text() == "2"
    assert page.locator("[name=category] + * .select2-selection__rendered").inner_text().endswith("Sport")
    saved(page)
    assert shared_values(story)["source_url"] == "https://a.kz/b"
    assert rows_of(story, "byline") == {f"byline:{dana.pk}": 1, f"byline:{erlan.pk}": 2}


def test_fields_are_kept_without_a_network_and_two_values_of_one_wait_for_a_decision(desk, staff):
    story, colleague, page = make_article("ru", kind="news", age_mark="6+"), staff("chief editor"), desk("editor")
    dana, roads, schools = make_author("dana", story), make_tag("roads"), make_tag("schools")
    open_story(page, story)
    page.context.set_offline(True)
    page.locator("[name=kind]").select_option("opinion")
    page.locator("[name=age_mark]").select_option("12+")
    page.locator("[name=byline-0-position]").fill("3")
    page.locator("save-state[data-state=offline]").wait_for()
    save(story, colleague, kind="video", is_official_answer=True, **{f"tag:{roads.pk}": True})
    page.context.set_offline(False)
    page.locator("save-state[data-state=conflict]").wait_for()
    saved(page)
    page.locator(".in-conflict [name=kind]").wait_for()
    page.locator("[name=is_official_answer]:checked").wait_for()
    assert (page.locator("[name=kind]").input_value(), tags_on(page)) == ("opinion", ["Roads"])
    found = rows_of(story, "kind", "age_mark", "is_official_answer", "byline", "tag")
    assert found == {"kind": "video", "age_mark": "12+", "is_official_answer": True, f"byline:{dana.pk}": 3,
                     f"tag:{roads.pk}": True}  # fmt: skip
    conflict = DraftConflict.objects.get()
    assert (conflict.part, conflict.mine, conflict.theirs) == ("kind", "opinion", "video")

    page.route("**/shared/**", lambda route: route.abort())
    page.locator("[name=age_mark]").select_option("18+")
    choose(page, "[name=tags] + *", "Schools")
    page.locator("save-state[data-state=offline]").wait_for()
    page.errors.clear()
    again = page.context.new_page()
    page.close(run_before_unload=False)
    open_story(again, story)
    again.locator("[name=age_mark] option:checked[value='18+']").wait_for(state="attached")
    assert tags_on(again) == ["Roads", "Schools"]
    assert rows_of(story, "age_mark", "tag", "kind") == {
        "age_mark": "18+", f"tag:{roads.pk}": True, f"tag:{schools.pk}": True, "kind": "video"
    }  # fmt: skip


@pytest.mark.one_database
def test_a_new_story_that_could_not_be_sent_is_saved_when_the_form_is_opened_again(desk):
    page, add = desk("editor"), "/admin/articles/article/add/?edition=ru"
    errors, time = page.errors, {"publish_at_0": "24.11.2099", "publish_at_1": "10:33:00"}
    for title in ("Школа открылась", ""):
        page.goto(add)
        page.locator("draft-editor[data-ready]").wait_for(state="attached")
        page.route("**/article/new/ru/", lambda route: route.abort())
        page.locator("[name=kind]").select_option("opinion")
        for name, value in time.items():
            page.locator(f"[name={name}]").fill(value)
        page.locator("[name=title]").fill(title)
        kept(page, 3 if title else 2)
        errors.clear()  # of the requests
        again = page.context.new_page()
        page.close(run_before_unload=False)
        again.goto(add)
        again.locator("a.restored").click()
        again.locator("draft-editor[data-ready]").wait_for(state="attached")
        assert again.locator("[name=title]").input_value() == title
        assert again.locator("[name=kind]").input_value() == "opinion"
        assert shared_values(Article.objects.latest("pk"))["kind"] == "opinion"
        planned = Draft.objects.latest("article").publish_at
        assert timezone.localtime(planned).strftime("%d.%m.%Y %H:%M:%S").split() == [*time.values()]
        page = again
    assert Article.objects.count() == 2
    page.goto(add)
    page.locator("draft-editor[data-ready]").wait_for(state="attached")
    assert page.locator("a.restored").count() == 0
