"""What editors publish or withdraw on the edit page changes for readers completely or not at all."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone
from django.utils.translation import gettext, override

from articles.editorial import drafts
from articles.models import Article, Draft, DraftChange, LegacyAddress, Revision, Status, Work
from articles.tests.desk import (
    ADD,
    FORM,
    KK,
    RU,
    act_address,
    acts_on,
    change_url,
    confirmed,
    in_each_edition,
    live_rows,
    messages_on,
    open_form,
    press,
    row_of,
    shared_values,
    told,
    words_in_draft,
)
from articles.tests.makers import make_article, make_tag
from articles.tests.page_content import elements, form_values, page_of, parts_of, submit, words_in, words_of

pytestmark = pytest.mark.django_db


def draft_of(article, edition=RU):
    return Draft.objects.get(article=article, language=edition.code)


# Publishing


@in_each_edition
def test_publishing_at_the_desk_makes_a_story_public(client, signed_in, edition):
    article, desk = make_article(edition.code, status=Status.UNPUBLISHED, published_at=None), signed_in("editor")
    title = draft_of(article, edition).title
    response = press(desk, open_form(desk, article, edition), "publish")
    assert response.headers["Location"] == f"{change_url(article)}?edition={edition.code}"
    article.refresh_from_db()
    read = client.get(article.address_in(edition))
    assert (read.status_code, words_of(next(page_of(read).iter("h1")))) == (200, title)
    assert article.address_in(edition) in [
        link.get("href") for link in parts_of(desk.get(response.url), "viewsitelink")
    ]
    assert [revision.title for revision in Revision.objects.all()] == [title]


def test_publishing_also_saves_the_form(client, signed_in):
    article, desk = make_article("ru", status=Status.UNPUBLISHED), signed_in("editor")
    press(desk, open_form(desk, article, RU), "publish", title="Только что набранное")
    article.refresh_from_db()
    assert words_in(client.get(article.address_in(RU)), "story-head").endswith("Только что набранное")


@in_each_edition
def test_a_new_story_is_saved_and_published(client, signed_in, edition):
    desk = signed_in("editor")
    form = desk.get(ADD, {"edition": edition.code, "kind": "opinion"})
    words = {"title": "Срочно", "body": "<p>Текст</p>"}
    assert press(desk, form, "publish", **words, source_url="no address").status_code == 200
    assert Article.objects.count() == 0
    response = press(desk, form, "publish", **words)
    article = Article.objects.get()
    assert response.url == f"{change_url(article)}?edition={edition.code}"
    assert (client.get(article.address_in(edition)).status_code, article.kind) == (200, "opinion")
    assert [entry.is_addition() for entry in LogEntry.objects.order_by("pk")] == [True, False]


def test_a_new_story_that_cannot_be_published_is_saved(signed_in):
    desk = signed_in("editor")
    typed = {"title": "Срочно", "publish_at_0": "2099-11-24", "publish_at_1": "10:33"}
    response = press(desk, desk.get(ADD, {"edition": "ru"}), "publish", **typed)
    assert told(desk, response) == ["The edition “Русский” has no text."]
    assert typed.items() <= form_values(desk.get(response.url), FORM).items()


def test_a_reporter_sends_a_new_story_for_review_but_does_not_publish_it(signed_in):
    desk, words = signed_in("reporter"), {"title": "Көктем", "body": "<p>Мәтін</p>"}
    form = desk.get(ADD, {"edition": "kk"})
    assert [*acts_on(form)] == ["move"]
    (button,) = [one for one in elements(form, "button", name="to") if "default" in one.get("class", "")][:1]
    assert words_of(button) == "Send for review"
    assert press(desk, form, "move", to="in_review", **words).status_code == 302
    assert (draft_of(Article.objects.get(), KK).state, draft_of(Article.objects.get(), KK).title) == (
        Work.IN_REVIEW,
        "Көктем",
    )
    form = desk.get(ADD, {"edition": "kk"})
    assert desk.post(f"{ADD}publish/?edition=kk", form_values(form, FORM) | words).status_code == 403
    assert (Article.objects.count(), Draft.objects.filter(title="Көктем").count()) == (2, 2)  # nothing typed is lost
    assert not Article.objects.exclude(status_kk=Status.UNPUBLISHED).exists()
    assert acts_on(desk.get(f"{ADD}?_popup=1")) == {}
    for role in ("translator", "photo editor"):
        assert signed_in(role).post(f"{ADD}move/?edition=kk", form_values(form, FORM)).status_code == 403
    assert desk.get(f"{ADD}move/?edition=kk").url == f"{ADD}?edition=kk"


def test_readers_see_changes_when_they_are_published(client, signed_in):
    article, desk = make_article("ru", "kk", title_ru="Прежний", title_kk="Бұрынғы"), signed_in("editor")
    moment = article.published_at_ru

    def headline(edition):
        return words_in(client.get(article.address_in(edition)), "story-head")

    kazakh = headline(KK)
    assert submit(desk, open_form(desk, article, RU), FORM, title="Новый").status_code == 302
    assert submit(desk, open_form(desk, article, KK), FORM, title="Жаңа").status_code == 302
    assert headline(RU).endswith("Прежний")
    press(desk, open_form(desk, article, RU), "publish")
    assert headline(RU).endswith("Новый")
    assert headline(KK) == kazakh
    assert "Прежний" not in client.get("/ru/").content.decode()
    article.refresh_from_db()
    assert article.published_at_ru == moment  # with its seconds, else it would move in the order of the lists


@pytest.mark.parametrize(("language", "day"), [("kk", "24.11.2099"), ("ru", "24.11.2099"), ("en", "2099-11-24")])
def test_a_refused_publication_saves_the_form_and_names_what_is_missing(signed_in, language, day):
    article, client = make_article("ru", status=Status.UNPUBLISHED, body=""), signed_in("editor", language)
    form, before = open_form(client, article, RU), live_rows(article)
    typed = {"lead": "Набранный лид", "publish_at_0": day, "publish_at_1": "10:33"}
    response = press(client, form, "publish", **typed)
    with override(language):
        missing = gettext("The edition “%(edition)s” has no text.") % {"edition": "Русский"}
    shown = client.get(response.url)
    assert missing in messages_on(shown)
    assert typed.items() <= form_values(shown, FORM).items()
    assert (live_rows(article), Revision.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    ("field", "message"), [("title", "has no headline."), ("body", "has no text."), ("slug", None)]
)
def test_what_a_published_edition_needs_can_be_empty_in_its_draft_alone(signed_in, field, message):
    article, client = make_article("ru", slug="school"), signed_in("editor")
    before = row_of(article)
    response = press(client, open_form(client, article, RU), "publish", **{field: ""})
    said = told(client, response)
    if message is None:
        article.refresh_from_db()
        assert article.slug_ru.startswith("headline")  # made from the headline again
        return
    assert said == [f"The edition “Русский” {message}"]
    assert row_of(article) == before
    assert words_in_draft(article, RU)[field] == ""


def test_changing_the_slug_keeps_the_former_url(client, signed_in):
    article, desk = make_article("ru", slug="old"), signed_in("editor")
    former = article.address_in(RU)
    submit(desk, open_form(desk, article, RU), FORM, slug="other")
    assert (client.get(former).status_code, LegacyAddress.objects.count()) == (200, 0)
    press(desk, open_form(desk, article, RU), "publish", slug="new")
    response = client.get(former)
    assert (response.status_code, response.headers["Location"]) == (302, former.replace("/old/", "/new/"))
    assert LegacyAddress.objects.get().path == former


@pytest.mark.parametrize(
    ("field", "wrong", "message"),
    [
        ("slug", "taken", "This address is taken by another story."),
        ("slug", "көктем", "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."),
        ("title", "a" * 251, "Ensure this value has at most 250 characters (it has 251)."),
        ("source_name", "a" * 151, "Ensure this value has at most 150 characters (it has 151)."),
    ],
)
def test_words_that_readers_cannot_have_are_refused_at_publication(signed_in, field, wrong, message):
    make_article("ru", slug="taken")
    article, client = make_article("ru", slug="own"), signed_in("editor")
    before = row_of(article)
    response = press(client, open_form(client, article, RU), "publish", **{field: wrong})
    assert told(client, response) == [message]
    assert (row_of(article), words_in_draft(article, RU)[field]) == (before, wrong)


NOTHING_NEW = "There is nothing to publish: readers have all this already."


def test_what_readers_have_is_not_published_again(signed_in):
    article, client = make_article("ru", title="Заголовок"), signed_in("editor")

    def publish(**changes):
        return told(client, press(client, open_form(client, article, RU), "publish", **changes))

    before = live_rows(article)
    assert (publish(), live_rows(article)) == ([NOTHING_NEW], before)
    assert publish(title="Другой") == ["The edition “Русский” is now: live."]
    assert (publish(), Revision.objects.count()) == ([NOTHING_NEW], 1)
    submit(client, open_form(client, article, RU), FORM, title="Третий")
    assert publish(title="Другой") == ["The edition “Русский” is now: live."]  # written back to what readers have
    assert (draft_of(article).is_changed, Revision.objects.count()) == (False, 1)
    said = "The edition “Русский” is now: live. The correction is published with it."
    assert publish(correction="Было два.", correction_kind="correction") == [said]
    assert (Revision.objects.count(), article.corrections.get().text) == (1, "Было два.")
    form = form_values(open_form(client, article, RU), FORM)
    assert told(client, client.post(act_address("publish-shared", article, RU), form)) == [NOTHING_NEW]


def test_another_time_is_something_to_publish(signed_in):
    later = timezone.now() + timezone.timedelta(days=1)
    article, client = make_article("ru", published_at=later.replace(second=0, microsecond=0)), signed_in("editor")
    form = open_form(client, article, RU)
    assert told(client, press(client, form, "publish")) == [NOTHING_NEW]
    assert told(client, press(client, form, "publish", publish_at_0="2099-11-24", publish_at_1="10:33")) != [
        NOTHING_NEW
    ]
    article.refresh_from_db()
    assert article.published_at_ru.year == 2099


# The time of publication


def test_a_story_is_published_at_the_chosen_time(signed_in):
    article, client = make_article("ru", status=Status.UNPUBLISHED, published_at=None), signed_in("editor")
    submit(client, open_form(client, article, RU), FORM, publish_at_0="2099-11-24", publish_at_1="10:33")
    form = open_form(client, article, RU)
    assert form_values(form, FORM)["publish_at_1"] == "10:33"
    press(client, form, "publish")
    article.refresh_from_db()
    assert article.published_at_ru.isoformat() == "2099-11-24T05:33:00+00:00"

    press(client, open_form(client, article, RU), "publish", publish_at_1="11:00")
    article.refresh_from_db()
    assert article.published_at_ru.isoformat() == "2099-11-24T06:00:00+00:00"

    press(client, open_form(client, article, RU), "publish", publish_at_0="", publish_at_1="")
    article.refresh_from_db()
    assert article.edition(RU).is_live


@pytest.mark.parametrize(("typed", "time"), [({"publish_at_1": "08:00"}, "03:00"), ({"publish_at_0": ""}, None)])
def test_a_schedule_is_changed_by_a_time_that_a_script_has_saved(signed_in, typed, time):
    at = timezone.make_aware(timezone.datetime(2099, 11, 24, 9))
    article, client = make_article("ru", published_at=at), signed_in("editor")
    sent = {"publish_at_0": "2099-11-24", "publish_at_1": "09:00"} | typed
    sent |= {"publish_at_1": ""} if not sent["publish_at_0"] else {}
    sent |= {"initial-publish_at_0": "2099-11-24", "initial-publish_at_1": "09:00:00"}
    address = act_address("acts", article, RU)
    assert client.post(address, json.dumps(sent), content_type="application/json").status_code == 200
    press(client, open_form(client, article, RU), "publish")
    article.refresh_from_db()
    assert article.edition(RU).is_live == (time is None)
    assert time is None or article.published_at_ru.isoformat() == f"2099-11-24T{time}:00+00:00"


def test_a_time_that_a_colleague_has_chosen_is_kept(signed_in):
    article, client = make_article("ru", status=Status.UNPUBLISHED, published_at=None), signed_in("editor")
    opened = open_form(client, article, RU)
    submit(client, open_form(client, article, RU), FORM, publish_at_0="2099-11-24", publish_at_1="10:33")
    submit(client, opened, FORM, lead="Лид")
    submit(signed_in("reporter"), open_form(signed_in("reporter"), article, RU), FORM, title="Заголовок")
    chosen = draft_of(article).publish_at
    assert (chosen.isoformat(), draft_of(article).lead) == ("2099-11-24T05:33:00+00:00", "Лид")

    opened = open_form(client, article, RU)
    submit(client, open_form(client, article, RU), FORM, publish_at_1="11:00")
    press(client, opened, "publish")
    article.refresh_from_db()
    assert article.published_at_ru.isoformat() == "2099-11-24T06:00:00+00:00"


# Other acts


def test_a_withdrawn_edition_keeps_its_words_and_can_be_published_again(client, signed_in):
    article, desk = make_article("ru", "kk"), signed_in("editor")
    address, words = article.address_in(RU), words_in_draft(article, RU)
    assert client.get(address).status_code == 200
    form = form_values(open_form(desk, article, RU), FORM)
    asked = desk.post(act_address("withdraw", article, RU), form)
    assert "Its address will say that there is no such page." in asked.content.decode()
    press(desk, open_form(desk, article, RU), "withdraw")
    article.refresh_from_db()
    assert (article.status_ru, article.status_kk, client.get(address).status_code) == ("withdrawn", "published", 404)
    assert words_in_draft(article, RU) == words
    press(desk, open_form(desk, article, RU), "publish", lead="Лид")
    assert client.get(address).status_code == 200
    assert Article.objects.get().lead_ru == "Лид"


def test_discarding_returns_to_what_readers_have_and_loses_nothing(signed_in):
    article, client = make_article("ru", "kk", title="Заголовок"), signed_in("reporter")
    words, live = words_in_draft(article, RU), live_rows(article)
    submit(client, open_form(client, article, RU), FORM, title="Другой", lead="Лид")
    submit(client, open_form(client, article, KK), FORM, title="Басқа")
    assert press(client, open_form(client, article, RU), "discard").status_code == 302
    assert (words_in_draft(article, RU), words_in_draft(article, KK)["title"]) == (words, "Басқа")
    assert live_rows(article) == live
    undo = DraftChange.objects.filter(language="ru").latest("version").undo
    assert undo["fields"] == {"title": "Другой", "lead": "Лид"}


@pytest.mark.parametrize("is_shared", [False, True])
@pytest.mark.parametrize("when", ["before asking", "before the answer"])
def test_what_a_colleague_has_just_written_is_not_discarded(signed_in, staff, when, is_shared):
    article, client, colleague = make_article("ru"), signed_in("reporter"), staff("editor")
    submit(client, open_form(client, article, RU), FORM, title="Другой", source_url="https://example.kz/")
    page, act = open_form(client, article, RU), "discard-shared" if is_shared else "discard"
    answer = client.post(acts_on(page)[act], form_values(page, FORM)) if when == "before the answer" else None
    if answer:
        assert elements(answer, "button", name="confirmed")[0].text == "Discard the changes"
    if is_shared:
        draft = drafts.shared_draft_of(article)
        drafts.save_shared(article, draft.version, draft.values | {"paid": "partner"}, by=colleague)
    else:
        drafts.save_draft(article, RU, draft_of(article).version, {"fields": {"lead": "Лид"}}, by=colleague)
    answer = confirmed(client, answer) if answer else press(client, page, act)
    (message,) = told(client, answer)
    assert f"{colleague} has changed this since you opened it.".lower() in message.lower()
    assert (draft_of(article).title, draft_of(article).lead) == ("Другой", "" if is_shared else "Лид")
    assert shared_values(article)["source_url"] == "https://example.kz/"
    press(client, open_form(client, article, RU), act)
    gone = "source_url" not in shared_values(article) if is_shared else draft_of(article).title != "Другой"
    assert gone


def test_an_edition_that_was_never_published_has_nothing_to_return_to(signed_in):
    article, client = make_article("ru", status=Status.UNPUBLISHED, title="Заголовок"), signed_in("editor")
    form = open_form(client, article, RU)
    assert "discard" not in acts_on(form)
    response = confirmed(client, client.post(act_address("discard", article, RU), form_values(form, FORM)))
    assert told(client, response) == ["This edition has not been published yet, so there is nothing to return to."]
    assert draft_of(article).title == "Заголовок"


@pytest.mark.parametrize("to", ["live", "", "WRITING", "ready", "\N{CYRILLIC SMALL LETTER A}", "\0"])
def test_a_move_to_an_impossible_state_is_explained(signed_in, to):
    article, client = make_article("ru", status=Status.UNPUBLISHED), signed_in("editor")
    response = press(client, open_form(client, article, RU), "move", to=to, lead="Лид")
    assert len(told(client, response)) == 1
    assert (draft_of(article).state, draft_of(article).lead) == (Work.WRITING, "Лид")


def test_a_draft_goes_to_review_and_becomes_ready(signed_in):
    article, reporter, editor = (
        make_article("ru", status=Status.UNPUBLISHED),
        signed_in("reporter"),
        signed_in("editor"),
    )
    states = [press(reporter, open_form(reporter, article, RU), "move", to="in_review") and draft_of(article).state]
    sent = elements(open_form(reporter, article, RU), "button", name="to")
    classes = {(button.get("value"), button.get("class")) for button in sent}
    assert classes == {("writing", None), ("writing", "btn")}  # it is no next step
    refused = reporter.post(act_address("move", article, RU), form_values(open_form(reporter, article, RU), FORM) | {
        "to": "ready", "lead": "Лид"})  # fmt: skip
    assert (refused.status_code, draft_of(article).lead) == (403, "Лид")
    states += [press(editor, open_form(editor, article, RU), "move", to="ready") and draft_of(article).state]
    press(editor, open_form(editor, article, RU), "publish")
    assert [*states, draft_of(article).state] == [Work.IN_REVIEW, Work.READY, Work.WRITING]


# Changes that the publisher has not seen


def test_words_that_a_colleague_has_just_changed_are_not_published_unseen(signed_in):
    article, editor, reporter = make_article("ru", title="Заголовок"), signed_in("editor"), signed_in("reporter")
    opened, before = open_form(editor, article, RU), row_of(article)
    submit(reporter, open_form(reporter, article, RU), FORM, lead="Непроверенный лид")
    response = press(editor, opened, "publish", title="Другой")
    assert [message.split("-")[0] for message in told(editor, response)] == ["Reporter"]
    assert row_of(article) == before
    press(editor, editor.get(response.url), "publish")
    article.refresh_from_db()
    assert (article.title_ru, article.lead_ru) == ("Другой", "Непроверенный лид")


def test_shared_fields_that_a_colleague_has_just_changed_are_not_published_unseen(signed_in):
    article, editor, reporter = make_article("ru"), signed_in("editor"), signed_in("reporter")
    submit(editor, open_form(editor, article, RU), FORM, kind="opinion")
    opened, before = open_form(editor, article, RU), live_rows(article)
    submit(reporter, open_form(reporter, article, RU), FORM, tags=[make_tag().pk])
    response = press(editor, opened, "publish-shared")
    assert [message.split("-")[0] for message in told(editor, response)] == ["Reporter"]
    assert live_rows(article) == before
    press(editor, editor.get(response.url), "publish-shared")
    article.refresh_from_db()
    assert (article.kind, article.tags.count()) == ("opinion", 1)
