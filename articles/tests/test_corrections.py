"""A correction has a date and belongs to one edition of a story. It is published together with the changed text."""

import datetime
import re

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from articles.models import Correction, CorrectionKind, Status
from articles.tests.desk import FORM, KK, RU, act_address, errors_on, open_form, press
from articles.tests.makers import make_article, make_law_day
from articles.tests.page_content import elements, form_values, parts_of, submit, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db

LIST_OF_CORRECTIONS = "/admin/articles/correction/"
NOON = datetime.datetime.fromisoformat("2025-11-24T15:20:00+05:00")
DAY = datetime.timedelta(days=1)


def notices(client, story, edition=RU):
    return [words_of(notice) for notice in parts_of(client.get(story.address_in(edition)), "notice")]


def correct(story, language="ru", text="Было два, а их три.", at=NOON, kind=CorrectionKind.CORRECTION):
    return Correction.objects.create(article=story, language=language, text=text, corrected_at=at, kind=kind)


def test_a_correction_is_shown_below_the_text_with_its_date_and_time(client):
    story = make_article("ru")
    assert notices(client, story) == []
    correct(story)
    assert notices(client, story) == ["Исправление, 24 ноября 2025, 15:20 Было два, а их три."]
    page = client.get(story.address_in(RU))
    (end,) = parts_of(page, "story-end")
    assert [time.get("datetime") for time in end.iter("time")] == ["2025-11-24T15:20:00+05:00"]


def test_corrections_are_shown_in_chronological_order(client):
    story = make_article("ru")
    correct(story, text="Вторая", at=NOON)
    correct(story, text="Первая", at=NOON - datetime.timedelta(days=1))
    assert [notice.split()[-1] for notice in notices(client, story)] == ["Первая", "Вторая"]


@pytest.mark.parametrize(
    ("language", "shown_in"), [("ru", {"ru"}), ("kk", {"kk", "kk-latn", "kk-arab"}), ("en", {"en"})]
)
def test_a_correction_is_shown_in_its_edition_and_the_derived_ones(client, language, shown_in):
    story = make_article("ru", "kk", "en")
    correct(story, language=language)
    codes = ["ru", "kk", "kk-latn", "kk-arab", "en"]
    assert {code for code in codes if notices(client, story, editions.BY_CODE[code])} == shown_in


def test_chinese_has_its_own_punctuation(client):
    chinese = editions.BY_CODE["zh-hans"]
    story = make_article("zh-hans")
    correct(story, "zh-hans", text="三个。")
    assert notices(client, story, chinese) == ["更正，2025年11月24日 15:20 三个。"]
    (error, *_) = parts_of(client.get("/zh-hans/archive/", {"since": "2025-02-31"}), "errors")
    assert re.fullmatch(r"\w+：.+。", words_of(error))


def test_markup_in_a_correction_is_escaped(client):
    story = make_article("ru")
    correct(story, text="<script>alert(1)</script>")
    assert notices(client, story) == ["Исправление, 24 ноября 2025, 15:20 <script>alert(1)</script>"]


def test_each_kind_has_its_name_and_a_retraction_is_above_the_text(client):
    story = make_article("ru", "kk")
    for kind in CorrectionKind:
        correct(story, text=f"О {kind.value}.", kind=kind)
    page = client.get(story.address_in(RU))
    (head,), (end,) = parts_of(page, "story-head"), parts_of(page, "story-end")
    above, below = ([words_of(p) for p in part.iter("p") if "notice" in p.get("class", "")] for part in (head, end))
    assert above == ["Опровержение, 24 ноября 2025, 15:20 О retraction."]
    assert [words.split(",")[0] for words in below] == ["Дополнение", "Уточнение", "Исправление"]


# The public list


def listed(client, path="/ru/corrections/"):
    response = client.get(path)
    assert response.status_code == 200
    rows = parts_of(response, "corrected")
    return [(next(row.iter("a")).get("href"), words_of(next(row.iter("p"))).split()[-1]) for row in rows]


def test_the_list_has_the_newest_first_each_with_its_story(client):
    story, other = make_article("ru", "kk", "en"), make_article("ru")
    correct(story, text="Первая", at=NOON)
    correct(other, text="Вторая", at=NOON + datetime.timedelta(days=1))
    correct(story, "kk", text="Қазақша")
    first, second = story.address_in(RU), other.address_in(RU)
    assert listed(client) == [(second, "Вторая"), (first, "Первая")]
    assert listed(client, "/kk/corrections/") == [(story.address_in(KK), "Қазақша")]
    arabic = editions.BY_CODE["kk-arab"]
    assert [address for address, _text in listed(client, "/kk-arab/corrections/")] == [story.address_in(arabic)]
    assert listed(client, "/en/corrections/") == []
    empty = client.get("/en/corrections/")
    assert [meta.get("content") for meta in elements(empty, "meta", name="robots")] == ["noindex"]


def test_the_list_has_only_stories_that_are_public_in_that_edition(client, clock):
    soon = timezone.now() + datetime.timedelta(hours=1)
    scheduled, withdrawn = make_article("ru", "kk"), make_article("ru", "kk", status=Status.WITHDRAWN)
    scheduled.published_at_ru = soon
    scheduled.save()
    for story in (scheduled, withdrawn):
        correct(story, text=f"Canary{story.pk}")
    page = client.get("/ru/corrections/").content.decode()
    assert [text for text in ("Canary", scheduled.title_ru, withdrawn.title_ru) if text in page] == []
    clock(soon)
    assert listed(client) == [(scheduled.address_in(RU), f"Canary{scheduled.pk}")]


def test_the_list_has_pages_and_leads_from_the_standing_pages(client):
    story = make_article("ru")
    for number in range(21):
        correct(story, text=f"№{number}", at=NOON + datetime.timedelta(minutes=number))
    assert [len(listed(client, f"/ru/corrections/{page}")) for page in ("", "?page=2")] == [20, 1]
    assert listed(client, "/ru/corrections/?page=2")[0][1] == "№0"
    assert client.get("/ru/corrections/?page=3").status_code == 404
    assert elements(client.get("/ru/page/"), "a", href="/ru/corrections/") != []


# At the desk


@pytest.mark.parametrize(("edition", "other"), [(KK, RU), (RU, KK)])
def test_a_correction_is_published_with_the_changes_of_its_edition(signed_in, client, edition, other):
    story, editor = make_article("ru", "kk"), signed_in("editor")
    press(editor, open_form(editor, story, edition), "publish", title="Changed", correction="  Было два.\r\nИх три. ",
          correction_kind="update")  # fmt: skip
    story.refresh_from_db()
    told = ("update", edition.code, "Было два.\r\nИх три.")
    assert list(Correction.objects.values_list("kind", "language", "text")) == [told]
    assert [len(notices(client, story, one)) for one in (edition, other)] == [1, 0]
    assert timezone.now() - Correction.objects.get().corrected_at < datetime.timedelta(minutes=1)


def test_publishing_without_a_correction_adds_none_and_keeps_the_others(signed_in):
    story, editor = make_article("ru", "kk"), signed_in("editor")
    correct(story)
    before = list(Correction.objects.values())
    for text in ("", " \r\n "):
        press(editor, open_form(editor, story, RU), "publish", title=f"Changed {text!r}", correction=text)
    assert list(Correction.objects.values()) == before


def test_a_correction_needs_readers_who_have_seen_what_was_wrong(signed_in):
    """The field is shown only for an edition that readers have or had."""
    editor = signed_in("editor")
    shown = {}
    for status, act in (("unpublished", None), ("published", "publish"), ("withdrawn", "withdraw")):
        story = make_article("ru", status=Status.UNPUBLISHED if status == "unpublished" else Status.PUBLISHED)
        if act:
            press(editor, open_form(editor, story, RU), act)
        shown[status] = "correction" in form_values(open_form(editor, story, RU), FORM)
    assert shown == {"unpublished": False, "published": True, "withdrawn": True}


@pytest.mark.parametrize("role", ["reporter", "translator"])
def test_a_reporter_cannot_add_a_correction_to_a_live_story(signed_in, role):
    story, client = make_article("ru"), signed_in(role)
    form = open_form(client, story, RU)
    assert elements(form, "textarea", name="correction") == []
    assert len(elements(open_form(signed_in("editor"), story, RU), "textarea", name="correction")) == 1
    submit(client, form, FORM, title="Changed", correction="Чужая")
    posted = form_values(open_form(client, story, RU), FORM) | {"correction": "Чужая"}
    assert client.post(act_address("publish", story, RU), posted).status_code == 403
    assert Correction.objects.count() == 0


def test_a_refused_publication_adds_no_correction(signed_in):
    story, editor = make_article("ru"), signed_in("editor")
    press(editor, open_form(editor, story, RU), "publish", title="", correction="Было два.")
    assert Correction.objects.count() == 0


def test_a_correction_is_kept_until_it_is_published(signed_in):
    """Every act that ends elsewhere keeps what was typed: saving, a refusal, a question, a conflict."""
    story, editor, reporter = make_article("ru", "kk", title="Заголовок"), signed_in("editor"), signed_in("reporter")

    def shown(edition=RU):
        return form_values(open_form(editor, story, edition), FORM)["correction"]

    press(editor, open_form(editor, story, RU), "publish", title="", correction=" <b>Было</b> два.\r\nИх три. ",
          correction_kind="update")  # fmt: skip
    assert (shown(), shown(KK)) == ("<b>Было</b> два.\nИх три.", "")
    assert form_values(open_form(editor, story, RU), FORM)["correction_kind"] == "update"
    submit(editor, open_form(editor, story, RU), FORM, title="Другой", correction="Вторая")
    assert shown() == "Вторая"
    opened = open_form(editor, story, RU)
    submit(reporter, open_form(reporter, story, RU), FORM, title="Третий")
    assert "conflicts" in press(editor, opened, "publish", title="Четвёртый", correction="Третья").url
    assert shown() == "Третья"
    refused = press(editor, open_form(editor, story, RU), "publish", source_url="no address", correction="Пятая")
    assert form_values(refused, FORM)["correction"] == "Пятая"
    assert submit(editor, refused, FORM, source_url="").status_code == 302  # «Save» only saves
    assert Correction.objects.count() == 0
    press(editor, open_form(editor, story, RU), "publish", title="Пятый", correction="а" * 601)
    assert (Correction.objects.count(), len(shown())) == (0, 601)
    press(editor, open_form(editor, story, RU), "publish", correction="Шестая", correction_kind="correction")
    assert ([row.text for row in Correction.objects.all()], shown()) == (["Шестая"], "")


def test_publishers_edit_date_and_delete_corrections_that_readers_have(signed_in, client):
    story, other = make_article("ru", "kk", published_at=NOON - DAY), make_article("ru")
    editor = signed_in("editor")
    assert parts_of(open_form(editor, story, RU), "corrections-link") == []
    row, _kazakh, elsewhere = correct(story), correct(story, "kk"), correct(other, text="Другой материал")
    (link,) = parts_of(open_form(editor, story, RU), "corrections-link")
    assert words_of(link) == "Corrections in this edition: 1"
    listed = editor.get(link.get("href"))
    assert [words_of(cell) for cell in parts_of(listed, "field-text")] == [row.text]
    assert len(parts_of(editor.get(f"{LIST_OF_CORRECTIONS}?article=abc"), "field-text")) == 0
    changes = {"text": "Их четыре.", "corrected_at_0": "2025-11-25", "corrected_at_1": "10:00", "language": "kk"}
    assert submit(editor, open_form(editor, row), "correction_form", **changes).status_code == 302
    assert notices(client, story) == ["Исправление, 25 ноября 2025, 10:00 Их четыре."]
    editor.post(f"{LIST_OF_CORRECTIONS}{elsewhere.pk}/delete/", {"post": "yes"})
    assert notices(client, other) == []
    assert notices(client, story) != []


def test_a_correction_has_a_time_between_the_publication_and_now(signed_in):
    row, editor = correct(make_article("ru", published_at=timezone.now() - 2 * DAY)), signed_in("editor")
    for day in (timezone.localdate() + DAY, timezone.localdate() - 3 * DAY):
        answer = submit(editor, open_form(editor, row), "correction_form", corrected_at_0=day)
        assert errors_on(answer) == ["Choose a time between the publication of the story and now."]
    answer = submit(editor, open_form(editor, row), "correction_form", corrected_at_0=timezone.localdate() - DAY)
    assert answer.status_code == 302


def test_on_a_day_of_silence_no_correction_becomes_an_update(signed_in):
    row, editor = correct(make_article("ru", has_poll=True)), signed_in("editor")
    make_law_day(timezone.now() - DAY, timezone.now() + DAY, "poll")
    answer = submit(editor, open_form(editor, row), "correction_form", kind="update", text="Новости.")
    assert "cannot be published then" in errors_on(answer)[0]
    assert submit(editor, open_form(editor, row), "correction_form", text="Их три.").status_code == 302
    row.refresh_from_db()
    assert (row.kind, row.text) == ("correction", "Их три.")


@pytest.mark.parametrize("role", ["reporter", "translator", "photo editor"])
def test_others_only_read_corrections(signed_in, role):
    story, client = make_article("ru"), signed_in(role)
    row = correct(story)
    may_view = role != "photo editor"
    assert len(parts_of(open_form(client, story, RU), "corrections-link")) == may_view
    addresses = [f"{LIST_OF_CORRECTIONS}{page}" for page in (f"{row.pk}/change/", f"{row.pk}/delete/", "add/")]
    assert client.get(addresses[0]).status_code == (200 if may_view else 403)
    assert {client.post(address, {"text": "Чужая", "post": "yes"}).status_code for address in addresses} == {403}
    assert [one.text for one in Correction.objects.all()] == [row.text]


def test_a_permission_alone_does_not_change_what_readers_see(client, staff):
    row, reporter = correct(make_article("ru")), staff("reporter")
    reporter.user_permissions.add(*Permission.objects.filter(content_type__model="correction"))
    client.force_login(reporter)
    addresses = [f"{LIST_OF_CORRECTIONS}{page}" for page in (f"{row.pk}/change/", f"{row.pk}/delete/", "add/")]
    assert {client.post(address, {"text": "Чужая", "post": "yes"}).status_code for address in addresses} == {403}
