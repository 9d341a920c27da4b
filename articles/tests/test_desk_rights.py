"""People who may change stories write drafts. Only publishers change what readers have. Markup is cleaned."""

import re

import pytest
from django.test import Client

from articles.models import Article, Correction, Draft, DraftChange, Kind, RelatedArticle, Status
from articles.tests.desk import (
    FORM,
    KK,
    LIST,
    RU,
    act_address,
    acts_on,
    change_url,
    confirmed,
    live_rows,
    open_form,
    press,
    rows,
    shared_values,
    words_in_draft,
)
from articles.tests.makers import add_node, make_article, make_author, make_category, make_photo, make_tag, photo_node
from articles.tests.page_content import elements, form_values, parts_of, submit, words_in, words_of
from newsroom import editions
from newsroom.content.clean_html import clean_html
from newsroom.editions.columns import in_all_columns

pytestmark = pytest.mark.django_db

WRITERS = ["reporter", "translator", "editor", "chief editor"]
PUBLISHERS = ["editor", "chief editor"]
ACTS = ["publish", "withdraw", "discard", "move", "publish-shared", "discard-shared"]


# Who writes drafts


@pytest.mark.parametrize("role", WRITERS)
@pytest.mark.parametrize("edition", [RU, KK], ids=["live edition", "edition beside it"])
def test_the_form_never_writes_what_readers_have(signed_in, role, edition):
    """Somebody posts every field, and columns that the form doesn't have, while an edition is published."""
    article = story_with_everything(Kind.NEWS, live=RU)
    Draft.objects.create(article=article, language="kk", title="Тақырып", version=1)
    client, before, shared = signed_in(role), live_rows(article), shared_values(article)
    words = {"title": "Другой", "lead": "Лид", "body": "<p>Другой.</p>", "slug": "drugoi", "source_name": "Источник"}
    section, tag, photo = make_category("new"), make_tag("new"), make_photo(**in_all_columns(alt="Another photo"))
    values = {
        "category": section.pk, "lead_photo": photo.pk, "kind": "opinion", "paid": "partner", "machine_part": "made",
        "is_official_answer": "on", "age_mark": "18+", "video_url": "https://youtu.be/bcdefghijkl",
        "source_url": "https://example.com/", "original_language": "en", "has_assumed_time": "on",
        "comments_are_open": "",
    }  # fmt: skip
    listed = rows("byline", {"author": make_author("new").pk, "position": 7})
    listed |= rows("related", {"related": make_article("en").pk, "position": 2})
    forged = {
        "key": "forged", "status": "withdrawn", "status_ru": "withdrawn", "status_kk": "published",
        "title_ru": "Подделка",
        "published_at_ru_0": "2001-01-01", "published_at_ru_1": "10:00", "publish_at_0": "2001-01-01",
        "publish_at_1": "10:00", "correction": "Подделка", "_publish": "1", "_move": "withdrawn", "to": "ready",
    }  # fmt: skip
    form = open_form(client, article, edition)
    assert submit(client, form, FORM, **words, **values, tags=[tag.pk], **listed, **forged).status_code == 302

    assert live_rows(article) == before
    assert words_in_draft(article, edition) == words
    other = KK if edition == RU else RU
    assert words_in_draft(article, other)["title"] == ("Тақырып" if other == KK else article.title_ru)
    now = shared_values(article)
    assert {name for name in values if now.get(name) == shared.get(name)} == set()
    assert {kind: [name for name in now if name.startswith(f"{kind}:")] for kind in ("tag", "byline", "related")} == {
        "tag": [f"tag:{tag.pk}"],
        "byline": [f"byline:{listed['byline-0-author']}"],
        "related": [f"related:{listed['related-0-related']}"],
    }


def test_a_photo_editor_reads_drafts_but_writes_none(signed_in):
    article, client = make_article("ru", title_kk="Тақырып", body_kk="<p>Мәтін</p>"), signed_in("photo editor")
    shown = open_form(client, article, KK)
    assert (shown.status_code, elements(shown, "form", id=FORM), acts_on(shown)) == (200, [], {})
    assert "Тақырып Мәтін" in words_in(shown, "readonly")
    before, form = live_rows(article), form_values(open_form(signed_in("editor"), article, KK), FORM)
    address = f"/admin/articles/article/{article.pk}"
    changed = form | {"title": "Басқа", "kind": "opinion"}
    answers = [client.post(f"{address}/change/?edition=kk", changed), client.post(f"{address}/shared/", changed)]
    sent = {"base": 1, "fields": {"title": "Басқа"}}
    answers += [client.post(f"{address}/draft/kk/", sent, content_type="application/json")]
    answers += [client.post(act_address(act, article, KK), changed | {"to": "in_review"}) for act in ACTS]
    assert {answer.status_code for answer in answers} == {403}
    assert (words_in_draft(article, KK)["title"], live_rows(article)) == ("Тақырып", before)
    assert DraftChange.objects.count() == 0


def test_a_text_that_may_only_be_viewed_is_shown_formatted(signed_in):
    text = f"<p>Один.</p>\n<ul><li>Два &amp; <b>три</b></li></ul>{photo_node(make_photo(alt_ru='Озеро <b>'))}"
    article = make_article("ru", title="<b>Заголовок</b>", body=text)
    (shown,) = parts_of(open_form(signed_in("photo editor"), article, RU), "readonly")
    assert [words_of(item) for item in shown.iter("li")] == ["Два & три"]
    assert list(shown.iter("br")) == []
    assert "Photo: Озеро <b> [ru]" in words_of(shown)
    assert "<b>Заголовок</b>" in words_of(shown)


def test_nobody_without_a_session_reads_or_writes_a_draft(client):
    article = make_article("ru", title_kk="Тақырып")
    before = words_in_draft(article, KK)
    pages = [change_url(article), *(act_address(act, article, KK) for act in ACTS)]
    pages += [f"/admin/articles/article/{article.pk}/{name}/" for name in ("draft/kk", "shared")]
    answers = [getattr(client, method)(page) for page in pages for method in ("get", "post")]
    assert {(answer.status_code, answer.url.partition("?")[0]) for answer in answers} == {(302, "/admin/login/")}
    assert words_in_draft(article, KK) == before


# Who changes what readers have


@pytest.mark.parametrize("act", ACTS)
def test_only_publishers_change_what_readers_have(signed_in, act):
    outcome = {}
    for role in WRITERS:
        article, client = make_article("ru"), signed_in(role)
        submit(client, open_form(client, article, RU), FORM, title="Другой", kind="opinion")
        form, before = open_form(client, article, RU), live_rows(article)
        to = {"to": "in_review"} if act == "move" else {}
        posted = form_values(form, FORM) | to | {"lead": "Лид"}
        status = confirmed(client, client.post(act_address(act, article, RU), posted)).status_code
        words = words_in_draft(article, RU)
        assert (act in acts_on(form)) == (status == 302)
        assert words["lead"] == ("" if act == "discard" else "Лид")  # a refused act loses nothing that was typed
        outcome[role] = status, live_rows(article) != before
    of_readers = act in ("publish", "withdraw", "publish-shared")
    writers = dict.fromkeys(WRITERS, (403, False) if of_readers else (302, False))
    assert outcome == writers | dict.fromkeys(PUBLISHERS, (302, of_readers))


@pytest.mark.parametrize(("act", "status"), [("withdraw", 403), ("discard", 200), ("discard-shared", 200)])
def test_somebody_who_may_not_act_is_not_asked_whether_they_mean_it(signed_in, act, status):
    article, reporter = make_article("ru"), signed_in("reporter")
    posted = form_values(open_form(reporter, article, RU), FORM) | {"lead": "Лид"}
    assert reporter.post(act_address(act, article, RU), posted).status_code == status
    assert words_in_draft(article, RU)["lead"] == "Лид"
    assert signed_in("editor").post(act_address(act, article, RU), posted).status_code == 200
    if act == "withdraw":  # what nobody can do is explained at once
        Article.objects.filter(pk=article.pk).update(status_ru=Status.WITHDRAWN)
        assert signed_in("editor").post(act_address(act, article, RU), posted).status_code == 302


@pytest.mark.parametrize("act", ACTS)
def test_acts_by_get_do_nothing(signed_in, act):
    article, client = make_article("ru", title_kk="Тақырып"), signed_in("chief editor")
    submit(client, open_form(client, article, RU), FORM, title="Другой", kind="opinion")
    before = live_rows(article), words_in_draft(article, RU), shared_values(article), [*Draft.objects.values()]
    for edition in (RU, KK):
        response = client.get(f"{act_address(act, article, edition)}&to=in_review&title=a&version=1")
        assert response.status_code in (302, 405)
    after = live_rows(article), words_in_draft(article, RU), shared_values(article), [*Draft.objects.values()]
    assert after == before


def test_acts_need_the_token_of_a_form(staff):
    article, client = make_article("ru"), Client(enforce_csrf_checks=True)
    client.force_login(staff("chief editor"))
    page, before = open_form(client, article, RU), live_rows(article)
    form = form_values(page, FORM)
    token = form.pop("csrfmiddlewaretoken")
    assert client.post(act_address("withdraw", article, RU), form).status_code == 403
    assert live_rows(article) == before
    press(client, page, "withdraw", csrfmiddlewaretoken=token)
    assert Article.objects.get().status_ru == Status.WITHDRAWN


@pytest.mark.parametrize("role", ["reporter", "translator"])
def test_an_address_that_readers_never_had_is_not_kept(signed_in, role):
    article, client = make_article("ru", title_kk="Тақырып", body_kk="<p>Мәтін</p>"), signed_in(role)
    for slug in ("budget", "other"):
        submit(client, open_form(client, article, KK), FORM, slug=slug)
    press(signed_in("editor"), open_form(signed_in("editor"), article, KK), "publish")
    article.refresh_from_db()
    assert (article.slug_kk, article.legacy_addresses.count()) == ("other", 0)


@pytest.mark.one_database
@pytest.mark.parametrize(("shift", "kind"), list(enumerate(Kind.values)))
def test_everybody_who_writes_can_save_every_kind_of_story_in_every_edition(signed_in, kind, shift):
    """The roles take turns, so that each of them meets every kind and every edition."""
    saved = {}
    for number, edition in enumerate(editions.STORED):
        story = story_with_everything(kind, live=editions.STORED[number - 1])
        client, title = signed_in(WRITERS[(number + shift) % len(WRITERS)]), f"Words in {edition.code}"
        form = open_form(client, story, edition)
        status = submit(client, form, FORM, title=title, body=f"<p>{title}</p>").status_code
        words, before = words_in_draft(story, edition), shared_values(story)
        press(signed_in("editor"), open_form(signed_in("editor"), story, edition), "publish")
        here = Article.objects.get(pk=story.pk).edition(edition)
        assert (words["title"], words["body"]) == (here.title, here.body)
        assert shared_values(story) == before
        saved[edition.code] = status, here.title, here.status, story.bylines.count(), story.related_places.count()
    words = {edition.code: f"Words in {edition.code}" for edition in editions.STORED}
    assert saved == {code: (302, title, "published", 2, 1) for code, title in words.items()}


def story_with_everything(kind, live):
    """A story that is live in one edition, with two authors, one of them with a portrait, and with all other rows."""
    number = Article.objects.count()
    photo = make_photo(**in_all_columns(alt="A photo"))
    story = make_article(live.code, kind=kind, lead_photo=photo, video_url="https://youtu.be/abcdefghijk")
    make_author(f"with-portrait-{number}", story, photo=photo)
    make_author(f"without-portrait-{number}", story)
    add_node(story, photo_node(photo), after=1)
    RelatedArticle.objects.create(article=story, related=make_article(live.code))
    Correction.objects.create(article=story, language=live.code, text="A correction.")
    return story


# Markup


@pytest.mark.parametrize(
    "hostile",
    [
        '<p onclick="alert(1)">Text</p><script>alert(1)</script>',
        "<p>Text<img src=x onerror=alert(1)><svg/onload=alert(1)></p>",
        '<p><a href="javascript:alert(1)">Text</a></p><iframe src="//evil.example"></iframe>',
        '<p style="position:fixed">Text</p><style>*{display:none}</style><form action="//evil.example"><input></form>',
        "<p>Text</p><math><mtext></p><mglyph><style><!--</style><img title='--><img src=1 onerror=alert(1)>'>",
    ],
)
def test_hostile_markup_is_removed_from_the_text(client, signed_in, hostile):
    article, desk = make_article("ru"), signed_in("editor")
    assert submit(desk, open_form(desk, article, RU), FORM, body=hostile).status_code == 302
    stored = words_in_draft(article, RU)["body"]
    assert clean_html(stored) == stored
    assert "Text" in stored
    form = open_form(desk, article, RU)
    assert re.sub(r' data-block="\w{8}"', "", form_values(form, FORM)["body"]) == stored
    press(desk, form, "publish")
    assert Article.objects.get().body_ru == stored
    page = client.get(article.address_in(RU))
    (story,) = parts_of(page, "story-text")
    assert {element.tag for element in story.iter()} <= {"div", "p", "a"}
    assert {name for element in story.iter() for name in element.attrib} <= {"class"}


def test_the_admin_escapes_hostile_names(superuser):
    hostile = '"><script>alert(1)</script>'
    words = {"title": hostile, "lead": hostile, "source_name_ru": hostile}
    article = make_article("ru", status=Status.UNPUBLISHED, category=make_category("society", name_ru=hostile), **words)
    article.tags.add(make_tag(name_ru=hostile))
    make_author("asel", article, name_ru=hostile)
    make_photo(alt_ru=hostile)
    client = superuser()
    for address in (LIST, change_url(article), "/admin/articles/photo/", "/admin/articles/category/"):
        page = client.get(address, follow=True)
        assert "<script>alert(1)" not in page.content.decode()
        assert page.status_code == 200
    assert "&lt;script&gt;alert(1)" in client.get(LIST).content.decode()
