"""Readers report a mistake. It becomes a note on the same words of the draft; no cookie, no token, nothing personal."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.editorial import drafts, notes, reported_mistakes, workflow
from articles.models import Note, RecentReport, Status
from articles.tests.desk import KK, RU, open_form
from articles.tests.draft_rows import write
from articles.tests.makers import make_article
from articles.tests.page_content import elements, form_values, parts_of, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db

ADDRESS, ANOTHER = "203.0.113.7", "203.0.113.8"
OURS = {"Sec-Fetch-Site": "same-origin"}
LATIN, ARABIC = editions.BY_CODE["kk-latn"], editions.BY_CODE["kk-arab"]
BODY = "<p>Сегодня в селе открылась школа.</p><p>В школе два этажа, и два учителя.</p>"


def report(story, edition=RU, sender=ADDRESS, headers=OURS, **fields):
    address = f"{story.address_in(edition)}mistake/"
    return Client(REMOTE_ADDR=sender, enforce_csrf_checks=True).post(address, fields, headers=headers)


def reported(story, edition=RU):
    rows = Note.objects.in_edition(story, edition).order_by("pk")
    return [(note.quotation, note.text, note.times) for note in rows]


def test_the_link_leads_to_a_form_and_the_form_to_thanks(client):
    story = make_article("ru", body=BODY)
    (link,) = [one for part in parts_of(client.get(story.address_in(RU)), "mistake") for one in part.iter("a")]
    form = client.get(f"{link.get('href')}?words=два&before=этажа, и")
    assert (words_of(elements(form, "h1")[0]), "csrf" in form.content.decode()) == ("Сообщить об ошибке", False)
    sent = form_values(form, None) | {"comment": "Три."}
    answer = client.post(link.get("href"), sent, headers=OURS)
    thanks = client.get(answer.url)
    assert (answer.status_code, words_of(elements(thanks, "h1")[0])) == (303, "Спасибо")
    assert [dict(one.cookies) for one in (form, answer, thanks)] == [{}, {}, {}]
    (note,) = Note.objects.all()
    assert (note.quotation, note.text, note.by, note.is_from_reader) == ("два", "Три.", None, True)
    blocks = dict(drafts.draft_of(story, RU).blocks)
    assert (blocks[note.block], note.before) == ("<p>В школе два этажа, и два учителя.</p>", "Вшколедваэтажа,и")


@pytest.mark.parametrize(
    ("edition", "words"), [(KK, "үйі"), (LATIN, "üiı"), (LATIN, "үйі"), (ARABIC, "ءۇيى")], ids=lambda one: str(one)
)
def test_words_in_each_alphabet_lead_to_the_same_note(edition, words):
    story = make_article("kk", body="<p>Ауылда адам көп.</p><p>Оның үйі бар, үйі үлкен.</p>")
    assert report(story, edition, words=words).status_code == 303
    assert reported(story, KK) == [("үйі", "", 1)]


def test_what_is_not_in_the_text_is_a_note_on_the_whole_edition():
    story = make_article("ru", body=BODY)
    report(story, words="<b>Подпись</b> под фото", comment="Не он.")
    assert reported(story) == [("", "Не он.", 1)]
    assert (Note.objects.get().block, Note.objects.get().selected) == ("", "<b>Подпись</b> под фото")


SHOWN = {
    "kk": "Оқырман мына сөздерді белгіледі: «Дом № 5». Мәтінде мұндай сөздер жоқ.\nОқырман қате туралы хабарлады.",
    "ru": "Читатель выделил слова «Дом № 5». В тексте их нет.\nЧитатель сообщает об ошибке.",
    "en": "The reader has selected “Дом № 5”. These words are not in the text.\nA reader reports a mistake.",
}


@pytest.mark.parametrize("language", [*SHOWN])
def test_the_desk_words_a_report_in_the_language_of_whoever_reads_it(signed_in, language):
    story = make_article("kk", "ru", body=BODY)
    report(story, RU, words="Дом № 5")
    desk = signed_in("chief editor", language=language)
    (note,) = parts_of(open_form(desk, story, RU), "note-text")
    assert words_of(note) == SHOWN[language].replace("\n", "")  # <br>
    (row,) = [part for part in parts_of(desk.get("/admin/"), "desk-about") if SHOWN[language][:20] in words_of(part)]
    assert SHOWN[language].replace("\n", " ") in words_of(row)


def test_reports_of_before_are_taken_apart_and_put_together_again():
    module = import_module("articles.migrations.0061_words_of_reports")
    story, editors = make_article("ru", body=BODY), SimpleNamespace(connection=connection)
    report(story, words="школа")
    report(story, words="Дом", comment="Не он.")
    report(story, words="Сад")
    texts = ["Читатель сообщает об ошибке.", "“Дом”\nНе он.", "“Сад”\nA reader reports a mistake."]
    for note, text in zip(Note.objects.order_by("pk"), texts, strict=True):
        Note.objects.filter(pk=note.pk).update(text=text, selected="")
    module.take_apart(apps, editors)
    rows = Note.objects.order_by("pk").values_list("selected", "text")
    assert [*rows] == [("", ""), ("Дом", "Не он."), ("Сад", "")]
    module.put_together(apps, editors)
    assert [text for _selected, text in rows.all()] == ["A reader reports a mistake.", *texts[1:]]


def test_a_report_is_about_what_readers_have_and_not_about_the_draft(staff):
    editor, story = staff("editor"), make_article("ru", body=BODY)
    write(story, editor, body=BODY.replace("школа", "больница"))
    report(story, words="школа")
    report(story, words="больница")
    words = [quotation for quotation, _text, _times in reported(story)]
    assert words == ["школа", ""]
    workflow.publish(story, RU, by=editor)
    report(story, words="больница", sender=ANOTHER)
    assert reported(story)[-1][0] == "больница"


def test_the_same_report_only_counts():
    story = make_article("ru", body=BODY)
    for sender, comment in [(ADDRESS, "Три."), (ADDRESS, "Три."), (ANOTHER, "Три."), ("203.0.113.9", "")]:
        assert report(story, sender=sender, words="два этажа", comment=comment).status_code == 303
    assert reported(story) == [("два этажа", "Три.", 3)]
    report(story, words="два этажа", comment="Четыре.")
    assert [times for _words, _text, times in reported(story)] == [3, 1]


def test_repeating_one_report_is_a_flood_too():
    story = make_article("ru", body=BODY)
    assert [report(story, words="школа").status_code for _time in range(6)] == [303] * 5 + [429]
    assert reported(story) == [("школа", "", 1)]


def test_one_network_does_not_fill_the_reports_of_an_edition(clock):
    story, now = make_article("ru", body=BODY), timezone.now()
    for number in range(5):
        clock(now + timezone.timedelta(minutes=number))
        assert report(story, words="школа", comment=f"{number}").status_code == 303
    clock(now + timezone.timedelta(minutes=6))
    assert report(story, words="школа", comment="5").status_code == 429
    assert report(make_article("ru", body=BODY), words="школа").status_code == 303


def test_the_desk_shows_the_words_harmlessly_and_how_many_report_them(signed_in):
    story, hostile = make_article("ru", body=BODY), "<script>alert(1)</script>"
    for sender in (ADDRESS, ANOTHER):
        report(story, sender=sender, words="школа", comment=hostile)
    (note,) = parts_of(open_form(signed_in("editor"), story, RU), "note")
    shown = words_of(note)
    assert [text in shown for text in ("школа", hostile, "A reader", "Readers who report this: 2")] == [True] * 4
    assert list(note.iter("script")) == []


def test_floods_are_refused_and_the_text_is_kept(monkeypatch):
    story = make_article("ru", body=BODY)
    for number in range(5):
        assert report(story, words=f"Слово{number}").status_code == 303
    refused = report(story, words="школа", comment="Нет.")
    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert [area.text.strip() for area in elements(refused, "textarea")] == ["школа", "Нет."]
    monkeypatch.setattr(reported_mistakes, "MOST_WAITING", 5)
    assert (report(story, sender=ANOTHER, words="школа").status_code, Note.objects.count()) == (429, 5)
    monkeypatch.setattr(reported_mistakes, "MOST_WAITING", 50)
    monkeypatch.setattr(notes, "MOST", 5)
    assert (report(story, sender=ANOTHER, words="школа").status_code, Note.objects.count()) == (429, 5)
    Note.objects.update(resolved_at=timezone.now())
    assert report(story, sender=ANOTHER, words="школа").status_code == 303


def test_other_sites_and_impossible_values_report_nothing():
    story = make_article("ru", body=BODY)
    assert report(story, words="школа", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert report(story, words="школа", headers={"Origin": "https://evil.example"}).status_code == 403
    for fields in ({}, {"words": " \u200b "}, {"words": "а" * 301}, {"words": "а", "comment": "а" * 601}):
        answer = report(story, **fields)
        assert (answer.status_code, len(parts_of(answer, "errors"))) == (200, 1), fields
    assert Note.objects.count() == 0
    assert report(story, words="шко\x00ла").status_code == 200
    assert report(story, words="шко\x07ла", before="\x00" * 500).status_code == 303
    assert [quotation for quotation, _text, _times in reported(story)] == ["школа"]


def test_stories_that_are_not_public_have_no_form(client):
    story, hidden = make_article("ru"), make_article("ru", status=Status.WITHDRAWN, slug="hidden")
    assert client.get(f"{story.address_in(RU)}mistake/").status_code == 200
    address = story.address_in(RU).rsplit("/", 2)[0] + "/hidden/mistake/"
    answers = [client.get(address), client.post(address, {"words": "а"}, headers=OURS), client.get(f"{address}sent/")]
    assert ([one.status_code for one in answers], Note.objects.count()) == ([404, 404, 404], 0)
    assert hidden.slug_ru == "hidden"


def test_nothing_personal_stays(capsys):
    story = make_article("ru", body=BODY)
    report(story, words="школа")
    (row,) = RecentReport.objects.values()
    assert [value for value in row.values() if ADDRESS in str(value)] == []
    RecentReport.objects.update(sent_at=timezone.now() - reported_mistakes.NO_REPEATS)
    call_command("forget_senders")
    assert (RecentReport.objects.count(), Note.objects.count()) == (0, 1)
    assert capsys.readouterr().out == "Erased: 1.\n"
