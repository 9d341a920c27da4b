"""What the desk shows of the checks before publication, and who decides what they do."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from articles.models import Check, Level, PublishRule, Status
from articles.tests.desk import RU, change_url, messages_on, open_form, press, told
from articles.tests.draft_rows import write
from articles.tests.makers import make_article, make_photo, make_staff, set_level
from articles.tests.page_content import elements, parts_of, submit, words_of

pytestmark = pytest.mark.django_db
FROM_SCRIPT = {"headers": {"X-Sent-By": "script"}}
RULES = reverse("admin:articles_publishrule_changelist")


def address_of(article, edition="ru"):
    return f"{reverse('admin:articles_article_checks', args=[article.pk])}?edition={edition}"


def test_the_list_leads_to_each_part_and_names_what_stops_publication_first(signed_in):
    client, photo = signed_in("reporter"), make_photo(credit_ru="A. Photo")
    story = make_article("ru", status=Status.UNPUBLISHED, lead_photo=photo)
    write(story, make_staff("reporter"), body="<p>Новoсти</p>", lead="")  # with a Latin o
    page, edit_page = client.get(address_of(story)), f"{change_url(story)}?edition=ru"
    photo_page = f"{change_url(story.lead_photo)}?{urlencode({'edition': 'ru', 'back': edit_page})}"
    photo_field = f"{photo_page}#id_alt_ru"
    photo = client.get(photo_page)
    assert submit(client, photo, "photo_form", alt_ru="Озеро").headers["Location"] == edit_page
    elsewhere = client.get(f"{change_url(story.lead_photo)}?back=//example.org/")
    assert submit(client, elsewhere, "photo_form").headers["Location"] == reverse("admin:articles_photo_changelist")
    type(story.lead_photo).objects.update(alt_ru="")
    items = [item for part in parts_of(page, "check-list") for item in part.iter("li")]
    found = [(words_of(item), link.get("href")) for item in items for link in item.iter("a")]
    assert [(words.split(":")[0], href.removeprefix(edit_page)) for words, href in found] == [
        ("Stops publication", photo_field), ("Advice", "#id_lead"), ("Advice", "#id_category"),
        ("Advice", "#id_body"),
    ]  # fmt: skip
    answer = client.get(address_of(story), **FROM_SCRIPT).json()
    assert answer["html"].count("<li") == len(found)
    assert 'data-part="written1"' in answer["html"]


def test_looking_changes_nothing_and_is_for_those_who_may_see_the_story(signed_in, client):
    story = make_article("ru", status=Status.UNPUBLISHED)
    before = type(story).objects.values().get(pk=story.pk)
    assert signed_in("translator").get(address_of(story, "kk")).status_code == 200
    assert type(story).objects.values().get(pk=story.pk) == before
    assert signed_in("moderator").get(address_of(story)).status_code == 403
    assert client.get(address_of(story)).status_code == 302
    assert signed_in("editor").get(address_of(type(story)(pk=story.pk + 1))).status_code == 404


def test_the_chief_editor_decides_what_a_check_does(signed_in):
    editor, story = signed_in("editor"), make_article("ru", status=Status.UNPUBLISHED)
    set_level(Level.WARN)
    assert elements(editor.get(RULES), "select", name="form-0-level") == []
    chief = signed_in("chief editor")
    number = [*PublishRule.objects.values_list("rule", flat=True)].index("section")
    assert (
        submit(
            chief, chief.get(RULES), "changelist-form", **{f"form-{number}-level": Level.BLOCK, "_save": ""}
        ).status_code
        == 302
    )
    assert PublishRule.objects.get(rule="section").level == Level.BLOCK

    assert told(chief, press(chief, open_form(chief, story, RU), "publish")) == [
        "Stops publication: The story has no section."
    ]


def test_a_refusal_tells_the_first_faults_and_how_many_more_there_are(signed_in):
    chief, story = signed_in("chief editor"), make_article("ru", status=Status.UNPUBLISHED)
    write(story, make_staff("reporter"), body="<p>Новoсти cпорта, мyзыки, кyльтуры и пoгоды, cнова cпорта</p>")
    set_level(Level.BLOCK, Check.LETTERS, Check.LEAD, Check.SECTION)
    page = chief.get(press(chief, open_form(chief, story, RU), "publish").url)
    shown = messages_on(page)
    assert len(shown) == 6
    assert shown[-1] == "There are 2 more."
    links = [link.get("href") for part in parts_of(page, "messagelist") for link in part.iter("a")]
    parts = [link.get("data-part") for part in parts_of(page, "messagelist") for link in part.iter("a")]
    assert parts == ["lead", "category", *["written1"] * 3]
    own = f"{change_url(story)}?edition=ru"
    assert [link.removeprefix(own) for link in links] == ["#id_lead", "#id_category", *["#id_body"] * 3]
