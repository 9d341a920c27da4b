"""A new story that begins like another one: its words in one edition, and its section, tags and labels."""

import pytest

from articles.editorial import drafts
from articles.models import Article, Draft, Status
from articles.tests.desk import FORM, KK, RU, change_url, press, shared_values
from articles.tests.edit_page import saved
from articles.tests.makers import make_article, make_category, make_tag
from articles.tests.page_content import elements, form_values

ADD = "/admin/articles/article/add/"


@pytest.fixture
def weather():
    section, tag = make_category("weather"), make_tag("weather")
    story = make_article("ru", title="Погода", lead="Завтра", body="<h2>Север</h2><p>Снег.</p>", category=section)
    story.tags.set([tag])
    return story


@pytest.mark.django_db
def test_a_new_story_has_the_words_of_another(signed_in, weather, staff):
    client = signed_in("editor")
    drafts.save_draft(weather, RU, 0, {"fields": {"title": "Погода завтра"}}, by=staff("editor"))
    [link] = [
        link
        for link in elements(client.get(f"{change_url(weather)}?edition=ru"), "a")
        if "like=" in link.get("href", "")
    ][:1]
    page = client.get(link.get("href"))
    form = form_values(page, FORM)
    assert (form["title"], form["lead"], form["category"]) == ("Погода завтра", "Завтра", str(weather.category_id))
    press(client, page, "move", title="Погода на субботу", to="in_review")
    story = Article.objects.latest("pk")
    draft = Draft.objects.get(article=story)
    assert (draft.title, [html for _id, html in draft.blocks]) == (
        "Погода на субботу",
        ["<h2>Север</h2>", "<p>Снег.</p>"],
    )
    assert shared_values(story).keys() >= {"category", *(f"tag:{tag.pk}" for tag in weather.tags.all())}
    assert (story.status_ru, story.slug_ru, story.published_at_ru) == (Status.UNPUBLISHED, None, None)

    assert form_values(client.get(ADD, {"edition": "kk", "like": weather.pk}), FORM)["title"] == ""
    for nothing in ("", "9" * 30, "x", "\0"):
        assert form_values(client.get(ADD, {"edition": KK.code, "like": nothing}), FORM)["title"] == ""
    viewer = signed_in("photo editor").get(f"{change_url(weather)}?edition=ru")
    assert [link for link in elements(viewer, "a") if "like=" in link.get("href", "")] == []


@pytest.mark.browser
@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_it_is_saved_by_itself_as_soon_as_somebody_types(desk, weather):
    page = desk("editor")
    page.goto(f"{ADD}?edition=ru&like={weather.pk}")
    page.locator("draft-editor[data-ready]").wait_for(state="attached")
    page.locator("#id_title").fill("Погода на субботу")
    saved(page)
    draft = Draft.objects.exclude(article=weather).get()
    assert (draft.title, draft.lead) == ("Погода на субботу", "Завтра")
    assert [html for _id, html in draft.blocks] == ["<h2>Север</h2>", "<p>Снег.</p>"]
    assert draft.article.category == weather.category
