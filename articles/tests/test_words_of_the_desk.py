"""Every page of the desk is in the language of the desk."""

import json
import re
from collections import Counter

import pytest
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Value
from django.db.models.functions import Concat

from articles.editorial import drafts
from articles.editorial.front_mark import mark_of
from articles.models import LegacyAddress
from articles.tests.desk import FORM, KK, RU, change_url
from articles.tests.desk_pages import pages, replace_texts_of_readers, words_said
from articles.tests.makers import make_article, make_category, make_photo, make_tag
from articles.tests.page_content import elements, form_values, page_of, words_of
from newsroom import editions
from newsroom.staff.models import User
from newsroom.tests.html_tree import parse_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

each_language = pytest.mark.parametrize("language", ["kk", "ru"])
# A word that is not part of an address, a key, a file's name or a name of an account.
LATIN = re.compile(r"(?<![\w/.@#&=?%+*-])[A-Za-z]{2,}(?![\w/.@=*-])")
# «6 утра» is a time. The numbers of days, and of entries in a history, have the right form.
NUMBER_AND_NOUN = re.compile(r"\d+ (?!утра|вечера|запис|жазба|д[ен]|күн)[^\W\d]+")
ALLOWED = {
    *editions.BY_CODE, "English",
    "YouTube", "Vimeo", "Rutube", "MP4",
    "Control", "Command", "Mac", "Single", "Sign", "On", "LDAP",
    "CNY", "EUR", "RUB", "USD", "UTC",
}  # fmt: skip
WRITTEN = {"text", "date", "datetime-local", "time", "number", "url", "email"}
"""Types of inputs that somebody writes in."""


def foreign_words(page):
    texts = [" ".join(text.split()) for text in words_said(page)]
    return {text for text in texts if {*LATIN.findall(text)} - ALLOWED or NUMBER_AND_NOUN.fullmatch(text)}


def test_the_scanner_finds_english_words():
    page = b"""<html lang="kk"><p title="Remove all">. <i class="material-icons" title="Undo">undo</i>
        <b>Parent</b> tail</p><img alt="True"><p lang="en">Not</p>
        <input type="submit" value="Go on"><input value="typed"><i aria-hidden="true">RK</i><a>admin/x.html by-key</a>
        <p>36 articles</p><p>USD</p>"""
    assert foreign_words(parse_page(page)) == {"Remove all", "Undo", "Parent", "tail", "True", "Go on", "36 articles"}


@pytest.mark.slow
@each_language
def test_no_page_of_the_desk_has_english_words(demo, staff, superuser, language):
    replace_texts_of_readers("Үлгі")
    staff("reporter")
    story = make_article("kk", title="Үлгі", body="<p>Үлгі</p>")
    LegacyAddress.objects.create(article=story, path="/2020/old/", language="kk")
    client, found, seen, without_token, nameless = superuser(language), {}, set(), [], []
    log_acts(story, User.objects.get(username=f"root-{language}"))
    for name, response in pages(client):
        seen.add(name)
        without_token += [name] * len(forms_without_token(page_of(response)))
        nameless += [name] * len(nameless_forms(page_of(response)))
        for text in foreign_words(page_of(response)):
            found.setdefault(text, name)
    assert len(seen) > 100
    assert {"Group delete", "Photo add", "Tag action", "LegacyAddress history", "Rate refused"} <= seen
    assert found == {}
    assert without_token == []  # Django's client does not ask for it
    assert nameless == []


def forms_without_token(page):
    forms = [form for form in page.iter("form") if form.get("method", "").lower() == "post"]
    return [form for form in forms if form.find(".//input[@name='csrfmiddlewaretoken']") is None]


def nameless_forms(page):
    """Return the forms with a field to write in that have no id of their own: the browser finds kept texts by it."""
    forms = [form for form in page.iter("form") if form.get("method", "").lower() == "post"]
    ids = Counter(form.get("id") for form in forms)
    return [form for form in forms if has_text(form) and (not form.get("id") or ids[form.get("id")] > 1)]


def has_text(form):
    kinds = [field.get("type", "text") for field in form.iter("input") if field.get("name") != "code"]
    is_kept = "data-sent-once" not in form.attrib and "password" not in kinds
    return is_kept and bool(WRITTEN & {*kinds} or [*form.iter("textarea")])


def test_forms_without_names_are_found():
    page = parse_page(
        b"""<form method="post"><input name="a"></form><form method="post" id="x"><textarea></textarea></form>
        <form method="post" id="y"><input type="date"></form><form method="post" id="y"><input type="text"></form>
        <form method="post"><select></select><input type="hidden"></form><form><input></form>"""
    )
    assert [form.get("id") for form in nameless_forms(page)] == [None, "y", "y"]


def log_acts(story, user):
    """Log one act of each kind, which the index and the history of a row tell."""
    changes = [
        {"added": {}},
        {"changed": {"fields": ["Headline [kk]"]}},
        {"deleted": {"name": "byline", "object": "Үлгі"}},
    ]
    for flag, change in zip((ADDITION, CHANGE, DELETION), changes, strict=True):
        LogEntry.objects.create(
            user=user,
            content_type=ContentType.objects.get_for_model(story),
            object_id=story.pk,
            object_repr="Үлгі",
            action_flag=flag,
            change_message=json.dumps([change]),
        )


@each_language
def test_no_page_that_may_only_be_viewed_has_english_words(demo, signed_in, client, language):
    replace_texts_of_readers("Үлгі")
    chief, photographer = signed_in("chief editor", language), signed_in("photo editor", language)
    User.objects.update(username=Concat(Value("аты-"), "pk", output_field=CharField()))
    story = make_article("kk", title="Үлгі", body="<p>Үлгі</p>", slug="ulgi-1")
    answers = [
        chief.get(change_url(User.objects.first())),
        photographer.get(change_url(story)),
        chief.post("/admin/logout/", headers={"Accept-Language": language}),
        client.get("/admin/login/", headers={"Accept-Language": language}),
        client.post("/admin/login/", {"username": "x", "password": "y"}, headers={"Accept-Language": language}),
    ]
    refused = photographer.get("/admin/staff/user/")
    assert [answer.status_code for answer in (*answers, refused)] == [200] * 5 + [403]
    assert [foreign_words(page_of(answer)) for answer in (*answers, refused)] == [set()] * 6


BOARD, FRONT = "/admin/articles/article/editions/", "/admin/articles/article/front/?edition=ru"
PACKAGES = "/admin/articles/article/packages/"


@each_language
def test_no_page_about_one_story_has_english_words(superuser, signed_in, staff, language):
    client, photographer, colleague = superuser(language), signed_in("photo editor", language), staff("editor")
    User.objects.update(username=Concat(Value("аты-"), "pk", output_field=CharField()))
    story = make_article("kk", "ru", title="Үлгі", body="<p>Үлгі бір</p><p>Үлгі екі</p>", slug="ulgi-1")
    me, (block, _second) = User.objects.get(is_superuser=True), dict(drafts.draft_of(story, RU).blocks)
    for by, word in ((colleague, "үш"), (me, "төрт")):
        drafts.save_draft(story, RU, 0, {"blocks": {block: f"<p>Үлгі {word}</p>"}, "fields": {"title": word}}, by=by)
    drafts.save_draft(story, KK, 0, {"fields": {"lead": "Үлгі"}}, by=colleague)
    one = f"/admin/articles/article/{story.pk}"
    form, ours = form_values(client.get(f"{one}/change/?edition=ru"), FORM), {"Origin": "http://testserver"}
    place = {"act": "place", "position": 2, "article": story.pk}
    answers = {
        "story": client.get(f"{one}/change/?edition=ru"),
        "refused": client.post(f"{one}/change/?edition=ru", form | {"version": "x", "slug": "?"}),
        "side by side": client.get(f"{one}/side-by-side/?edition=ru"),
        "pair": client.get(f"{one}/side-by-side/pair/?edition=ru&part={block}"),
        "wrong pair": client.post(f"{one}/side-by-side/pair/?edition=ru&part={block}"),
        "conflicts": client.get(f"{one}/conflicts/?edition=ru"),
        "undecided": client.post(f"{one}/conflicts/?edition=ru", {"version": "2", "_edition": "ru"}),
        "board": client.get(BOARD),
        "stale": client.get(BOARD, {"state": "stale"}),
        "decided": client.post(BOARD, {"decision": f"not-needed {story.pk} en"}, follow=True),
        "assignment": client.get(f"{one}/assignment/?edition=en"),
        "assigned": client.post(f"{one}/assignment/?edition=en", {"assignee": me.pk}, follow=True),
        "publications": client.get(f"{one}/publications/?edition=ru"),
        "nothing published": client.get(f"{one}/publications/?edition=en"),
        "restored": client.post(f"{one}/restore/?edition=ru", {"publication": "1", "version": "1"}, follow=True),
        "front": client.get(FRONT),
        "front ahead": client.get(f"{FRONT}&q=Үлгі&at=2099-11-24T10:33"),
        "placed": client.post(FRONT, place | {"mark": mark_of(RU)}, follow=True),
        "refused place": client.post(FRONT, {"act": "up", "mark": "?", "position": 2}),
        "packages": client.get(PACKAGES),
        "package": client.post(PACKAGES, {"name": "Үлгі"}, follow=True),
        "links": client.get(f"{one}/preview-links/"),
        "link": client.post(f"{one}/preview-links/", {"language": "ru", "days": "3"}, follow=True),
        "links made": client.get(f"{one}/preview-links/"),
        "withdraw": client.post(f"{one}/withdraw/?edition=ru", form),
        "discard": client.post(f"{one}/discard/?edition=ru", form),
        "publish": client.post(f"{one}/publish/?edition=ru", form | {"lead": "Үлгі"}, follow=True),
        "conflict list": client.get("/admin/articles/draftconflict/"),
        "not there": client.get("/admin/articles/article/999/change/", follow=True),
        "gone": client.post("/admin/articles/article/999/change/?edition=ru", form),
        "forbidden": photographer.post(f"{one}/publish/?edition=ru", form, headers=ours),
    }
    found = {name: foreign_words(page_of(response)) for name, response in answers.items()}
    assert {name: words for name, words in found.items() if words} == {}
    assert [name for name, response in answers.items() if forms_without_token(page_of(response))] == []
    assert [name for name, response in answers.items() if nameless_forms(page_of(response))] == []


@each_language
def test_pickers_find_rows_by_names_without_english_words(superuser, language):
    make_photo()
    make_tag(name_kk="Тег", name_ru="Тег")
    make_category(name_kk="Бөлім", name_ru="Бөлім")
    client, found = superuser(language), []
    for field in ("tags", "category", "lead_photo"):
        asked = {"app_label": "articles", "model_name": "article", "field_name": field, "term": ""}
        found += client.get("/admin/autocomplete/", asked).json()["results"]
    assert len(found) == 3
    assert [row["text"] for row in found if {*LATIN.findall(row["text"])} - ALLOWED] == []


@pytest.mark.parametrize(
    ("language", "role", "permission"),
    [
        ("kk", "тілші", "Жаңалықтар | материал | Қосу"),
        ("ru", "репортёр", "Новости | материал | Добавить"),
        ("en", "reporter", "News | article | Add"),
    ],
)
def test_roles_and_permissions_are_named_in_the_language_of_the_desk(staff, superuser, language, role, permission):
    Group.objects.create(name="Жастар")
    person, client = staff("reporter"), superuser(language)
    pickers = {picker.get("id"): picker for picker in elements(client.get(change_url(person)), "select")}
    options = {name: [words_of(option) for option in picker.iter("option")] for name, picker in pickers.items()}
    assert {role, "Жастар"} <= {*options["id_groups"]}
    assert permission in options["id_user_permissions"]
    assert len(options["id_user_permissions"]) < Permission.objects.count()


def test_a_page_about_deleting_counts_links_and_does_not_list_them(superuser):
    tag, client = make_tag("elections"), superuser("ru")
    for _number in range(3):
        make_article("ru").tags.add(tag)
    action = {"action": "delete_selected", "_selected_action": [tag.pk]}
    for page in (client.get(f"/admin/articles/tag/{tag.pk}/delete/"), client.post("/admin/articles/tag/", action)):
        lines = [words_of(item) for item in elements(page, "li")]
        assert [line for line in lines if ":" in line] == ["Темы: 1", "Материалы – темы: 3", "Тема: Elections"]
