"""Suggestions at the desk without scripts, and that no page for readers has any of them."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from articles.editorial import drafts, reported_mistakes, suggestions, workflow
from articles.models import Article, Check, Level, PublishRule, Revision
from articles.tests.desk import RU, acts_on, open_form, press
from articles.tests.makers import make_article
from articles.tests.page_content import elements, form_values, words_of
from newsroom.content.suggestions import suggestions_of

pytestmark = pytest.mark.django_db

BODY = "<p>Один два три.</p><p>Четыре.</p>"
CANARY = "канарейка"


@pytest.fixture
def story():
    return make_article("ru", title="Заголовок", body=BODY, slug="zagolovok")


def suggest(story, by):
    """Suggest a word in the first block, and a block."""
    draft = drafts.draft_of(story, RU)
    one, two = dict(draft.blocks)
    mark, other = f"aaaaaaaa-{by.pk}-1764345600", f"bbbbbbbb-{by.pk}-1764345601"
    blocks = {
        one: f'<p>Один <del data-suggestion="{mark}">два</del><ins data-suggestion="{mark}">{CANARY}</ins> три.</p>',
        "cccccccc": f'<p data-inserted="{other}">Ещё {CANARY}.</p>',
    }
    drafts.save_draft(story, RU, draft.version, {"blocks": blocks, "order": [one, two, "cccccccc"]}, by=by)


def text_of(story):
    return "".join(html for _id, html in drafts.draft_of(story, RU).blocks)


def main_of(client, word):
    """Return the main part of what readers find."""
    [main] = elements(client.get("/ru/search/", {"q": word}), "main")
    return main


def test_one_is_accepted_and_the_others_refused_by_buttons(story, staff, client):
    editor = staff("editor")
    editor.first_name, editor.last_name = "Анна", "<i>О.</i>"
    editor.save()
    suggest(story, editor)
    client.force_login(staff("reporter"))
    page = open_form(client, story, RU)
    [shown] = elements(page, "section", id="suggestions")
    assert [[*item.iter("del")] != [] for item in shown.iter("li")] == [True, False]
    assert "Анна <i>О.</i>" in words_of(shown)
    values = form_values(page, "article_form")
    client.post(acts_on(page)["accept"], values | {"suggestion": "aaaaaaaa"})
    assert [one.id for one in suggestions.pending(drafts.draft_of(story, RU))] == ["bbbbbbbb"]
    press(client, open_form(client, story, RU), "refuse")
    assert text_of(story) == BODY.replace("два", CANARY)
    assert not elements(open_form(client, story, RU), "section", id="suggestions")


def test_the_form_without_scripts_keeps_them(story, staff, client):
    user = staff("editor")
    suggest(story, user)
    before = text_of(story)
    client.force_login(user)
    page = open_form(client, story, RU)
    client.post(page.request["PATH_INFO"] + "?edition=ru", form_values(page, "article_form") | {"title": "Новый"})
    assert drafts.draft_of(story, RU).title == "Новый"
    assert text_of(story) == before


def test_readers_find_nothing_of_them_anywhere(story, staff, client):
    editor = staff("editor")
    PublishRule.objects.update_or_create(rule=Check.SUGGESTIONS, defaults={"level": Level.WARN})
    suggest(story, editor)
    draft = drafts.draft_of(story, RU)
    drafts.save_draft(story, RU, draft.version, {"fields": {"lead": "Новый лид"}}, by=editor)
    workflow.publish(story, RU, by=editor)
    assert suggestions_of(dict(drafts.draft_of(story, RU).blocks))
    row = Article.objects.rewrite(False).filter(pk=story.pk).values().get()
    revision = Revision.objects.filter(article=story).values().last()
    with override("ru"):
        address = story.get_absolute_url()
    addresses = [address, "/ru/", "/ru/archive/"]
    found = [words_of(main_of(client, word)).replace(word, "") for word in (CANARY, "бессмыслица")]
    pages = [client.get(address, follow=True).content.decode() for address in addresses]
    assert "Новый лид" in pages[0]
    assert found[0] == found[1], "the search does not know the word"
    assert CANARY in text_of(story)
    for text in [str(row), str(revision), *pages]:
        assert not [word for word in (CANARY, "data-suggestion", "data-inserted") if word in text]


def test_publications_and_reports_of_readers_know_nothing_of_them(story, staff, client):
    editor = staff("editor")
    PublishRule.objects.update_or_create(rule=Check.SUGGESTIONS, defaults={"level": Level.WARN})
    suggest(story, editor)
    drafts.save_draft(story, RU, drafts.draft_of(story, RU).version, {"fields": {"lead": "Новый лид"}}, by=editor)
    workflow.publish(story, RU, by=editor)
    client.force_login(editor)
    address = reverse("admin:articles_article_publications", args=[story.pk])
    page = client.get(address, {"edition": "ru", "from": "1", "to": "draft"})
    assert "Новый лид" in page.content.decode()
    assert CANARY not in page.content.decode()
    assert not elements(page, "ins") + elements(page, "del")
    assert reported_mistakes.find(story, RU, "Один два три").quotation == "Один два три"
    assert reported_mistakes.find(story, RU, CANARY) is None


def test_a_block_in_which_one_waits_has_no_fields_side_by_side(staff, client):
    user, story = staff("editor"), make_article("kk", "ru", body=BODY)
    client.force_login(user)
    address = reverse("admin:articles_article_side_by_side", args=[story.pk]) + "?edition=ru"
    first = drafts.draft_of(story, RU).blocks[0][0]
    suggest(story, user)
    page = client.get(address)
    names = [field.get("name", "") for field in elements(page, "textarea")]
    assert any(name.startswith("text-") for name in names)
    assert not any(name.startswith(f"text-{first}") for name in names)
    assert CANARY not in page.content.decode()
