"""Acts on the fields that all editions share, which are published by a button of their own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.editorial import drafts
from articles.models import Article, Photo, Status
from articles.tests.desk import (
    FORM,
    KK,
    RU,
    acts_on,
    live_rows,
    open_form,
    press,
    rows,
    shared_values,
    told,
)
from articles.tests.makers import add_node, make_article, make_author, make_photo, make_tag, photo_node
from articles.tests.page_content import form_values, parts_of, submit, words_in, words_of

pytestmark = pytest.mark.django_db
AT_ONCE = {"post": "yes", "at_once": "1"}  # a photo that is only removed can be brought back


def test_shared_fields_are_published_and_discarded_by_acts_of_their_own(signed_in):
    article, client = make_article("ru", kind="news"), signed_in("editor")
    assert {"publish-shared", "discard-shared"} & acts_on(open_form(client, article, RU)).keys() == set()
    submit(client, open_form(client, article, RU), FORM, kind="opinion", tags=[make_tag().pk])
    press(client, open_form(client, article, RU), "publish", title="Другой")
    article.refresh_from_db()
    assert (article.title_ru, article.kind, article.tags.count()) == ("Другой", "news", 0)
    press(client, open_form(client, article, RU), "publish-shared")
    article.refresh_from_db()
    assert (article.kind, article.tags.count()) == ("opinion", 1)

    submit(client, open_form(client, article, RU), FORM, kind="video", tags=[])
    assert shared_values(article)["kind"] == "video"
    live = live_rows(article)
    press(client, open_form(client, article, RU), "discard-shared")
    assert (shared_values(article)["kind"], live_rows(article)) == ("opinion", live)


def test_rows_that_the_page_has_saved_by_itself_stay_when_its_form_is_sent(signed_in):
    article, client = make_article("ru"), signed_in("editor")
    page = open_form(client, article, RU)
    chosen = rows("byline", {"author": make_author("asel").pk, "position": 0})
    chosen |= rows("related", {"related": make_article("ru").pk, "position": 0})
    submit(client, page, FORM, **chosen)  # as autosave does, which leaves the page open
    saved = shared_values(article)
    version = drafts.shared_draft_of(article).version
    assert {"byline", "related"} <= {name.partition(":")[0] for name in saved}
    press(client, page, "publish", **chosen, shared_version=version)
    assert shared_values(article) == saved


def test_shared_fields_that_an_edition_cannot_have_are_explained(signed_in):
    article, client = make_article("ru", kind="brief", body="", title="Кратко"), signed_in("editor")
    before = live_rows(article)
    response = press_shared(client, article, kind="news")
    assert told(client, response) == ["The edition “Русский” has no text."]
    assert (live_rows(article), shared_values(article)["kind"]) == (before, "news")


def press_shared(client, article, **changes):
    """Save shared fields in the Kazakh tab and publish them."""
    submit(client, open_form(client, article, KK), FORM, **changes)
    return press(client, open_form(client, article, KK), "publish-shared")


def test_a_lead_photo_without_a_description_is_not_published(signed_in):
    article, client = make_article("ru"), signed_in("editor")
    silent, described = make_photo(key="silent", alt_kk="Бекет"), make_photo(alt_ru="Станция")

    before = live_rows(article)
    missing = ["Stops publication: This photo needs a description in the edition “Русский”: Бекет [kk]."]
    assert told(client, press_shared(client, article, lead_photo=silent.pk)) == missing
    assert live_rows(article) == before
    assert press_shared(client, article, lead_photo=described.pk).status_code == 302
    assert Article.objects.get().lead_photo == described


def test_a_description_required_by_a_live_edition_cannot_be_emptied(signed_in):
    lead, inside = make_photo(alt_ru="Станция"), make_photo(alt_ru="Перрон")
    article, client = make_article("ru", lead_photo=lead), signed_in("editor")
    add_node(article, photo_node(inside))
    for photo in (lead, inside):
        response = submit(client, open_form(client, photo, RU), "photo_form", alt_ru="")
        assert response.status_code == 200
        assert Photo.objects.get(pk=photo.pk).alt_ru == photo.alt_ru
        assert submit(client, open_form(client, photo, RU), "photo_form", alt_ru="Вид").status_code == 302


def test_rows_that_somebody_has_deleted_are_named_and_left_out_when_the_rest_is_published(signed_in):
    article, editor, chief = make_article("ru"), signed_in("editor"), signed_in("chief editor")
    authors, tags = [make_author("asel"), make_author("dana")], [make_tag("elections"), make_tag("roads")]
    photo = make_photo(alt_ru="Станция")
    other = make_article("ru", status=Status.UNPUBLISHED, title="Соседний")
    changes = {"tags": [tag.pk for tag in tags], "lead_photo": photo.pk, "kind": "opinion"}
    changes |= rows("byline", *({"author": author.pk, "position": 1} for author in authors))
    changes |= rows("related", {"related": other.pk, "position": 1})
    submit(editor, open_form(editor, article, RU), FORM, **changes)
    for row in (authors[0], tags[0], photo, other):
        model = row._meta.model_name
        assert chief.post(f"/admin/articles/{model}/{row.pk}/delete/", AT_ONCE).status_code == 302
    names = {"author: Asel", "tag: Elections", "lead photo: Станция [ru]",
             "article: Соседний [ru]"}  # fmt: skip

    def named():
        return {words_of(name) for part in parts_of(open_form(editor, article, RU), "shared-gone") for name in part[:]}

    assert named() == names
    submit(editor, open_form(editor, article, RU), FORM, kind="video")
    assert named() == names  # the form can't show them, so saving it must not remove them
    (said,) = told(editor, press(editor, open_form(editor, article, RU), "publish-shared"))
    assert {*said.partition("meanwhile: ")[2].removesuffix(".").split(", ")} == names
    assert named() == set()
    article.refresh_from_db()
    assert (article.kind, [*article.tags.all()], [*article.authors.all()]) == ("video", tags[1:], authors[1:])


def test_a_row_that_was_deleted_after_the_page_was_opened_is_an_error_that_says_so(signed_in):
    article, editor, chief = make_article("ru", kind="news"), signed_in("editor"), signed_in("chief editor")
    asel, roads, photo = make_author("asel"), make_tag("roads"), make_photo(alt_ru="Станция")
    page = open_form(editor, article, RU)
    for row in (asel, roads, photo):
        chief.post(f"/admin/articles/{row._meta.model_name}/{row.pk}/delete/", AT_ONCE)
    for names, name, changes in (
        ("author: Asel", f"byline:{asel.pk}", rows("byline", {"author": asel.pk})),
        ("tag: Roads", f"tag:{roads.pk}", {"tags": [roads.pk]}),
        ("lead photo: Станция [ru]", "lead_photo", {"lead_photo": photo.pk}),
    ):
        fault = f"Somebody has deleted this meanwhile: {names}. Choose something else."
        response = submit(editor, page, FORM, kind="opinion", title="Другой", **changes)
        assert any(fault in words_of(part) for part in parts_of(response, "errornote"))
        assert "Другой" in form_values(response, FORM)["title"]
        value = str(photo.pk) if name == "lead_photo" else "0" if name.startswith("byline") else True
        answer = send_shared(editor, article, {name: value})
        assert (answer.status_code, answer.json()) == (413, {"message": fault})
    assert shared_values(article)["kind"] == "news"


def test_thousands_of_made_up_tags_are_refused_before_anything_is_asked_about_them(signed_in):
    article, client, counts = make_article("ru"), signed_in("editor"), []
    page = open_form(client, article, RU)
    for number, words in ((3, "not one of the available choices"), (5_000, "You have chosen 5000. At most 500")):
        ids = [*range(900_000, 900_000 + number)]
        with CaptureQueriesContext(connection) as queries:
            response = submit(client, page, FORM, tags=ids)
        assert any(words in words_of(part) for part in parts_of(response, "errornote"))
        answer = send_shared(client, article, {f"tag:{pk}": True for pk in ids})
        assert answer.status_code == 413
        counts.append(len(queries))
    assert counts[1] <= counts[0]
    assert "You have chosen 5000" in answer.json()["message"]


def send_shared(client, article, fields, **more):
    address = f"/admin/articles/article/{article.pk}/shared/"
    return client.post(address, {"base": 0, "fields": fields} | more, content_type="application/json")


def test_changed_fields_are_merged_and_told_as_the_form_shows_them(signed_in):
    article, editor, chief = make_article("ru", kind="news"), signed_in("editor"), signed_in("chief editor")
    asel, roads, photo = make_author("asel", article), make_tag("roads"), make_photo(alt_ru="Станция")
    answer = send_shared(chief, article, {f"byline:{asel.pk}": "4", f"tag:{roads.pk}": True, "kind": "video"}).json()
    assert (answer["version"], answer["fields"], answer["conflicts"]) == (1, {}, [])
    told = {f"byline:{asel.pk}": "4", f"tag:{roads.pk}": True}
    names = {f"byline:{asel.pk}": "Asel", f"tag:{roads.pk}": "Roads"}
    answer = send_shared(editor, article, {"lead_photo": str(photo.pk), "kind": "opinion"}).json()
    assert (answer["version"], answer["fields"], answer["names"]) == (2, told, names)
    assert [conflict["part"] for conflict in answer["conflicts"]] == ["kind"]
    waiting = [[part for part in parts_of(open_form(client, article, RU), "errornote") if part.xpath("a")] for client in
               (editor, chief)]  # fmt: skip
    assert [len(notes) for notes in waiting] == [1, 0]
    address = f"/admin/articles/article/{article.pk}/shared/?since="
    news = editor.get(f"{address}1").json()
    assert news == {"version": 2, "fields": {"lead_photo": str(photo.pk)}, "names": {"lead_photo": "Станция [ru]"}}
    send_shared(editor, article, {f"tag:{roads.pk}": None}, base=2)
    assert editor.get(f"{address}2").json()["fields"] == {f"tag:{roads.pk}": None}
    assert editor.get(f"{address}999999999").json()["fields"].keys() == shared_values(article).keys() | {
        "video_url", "source_url", "paid", "machine_part", "age_mark", "embargo_until"
    }  # fmt: skip


@pytest.mark.parametrize("fields", [None, [], {"pk": "1"}, {"tag:x": True}, {"tag:01": True}, {"kind": 1}, {"kind": []},
                                    {"tag:9999999999999999999": True}, {"byline:1": "x"}, {"kind": "no"}])  # fmt: skip
def test_fields_that_no_form_sends_are_refused(signed_in, fields):
    article = make_article("ru")
    make_author("asel", article)
    before = shared_values(article)
    assert send_shared(signed_in("editor"), article, fields).status_code in (400, 413)
    assert shared_values(article) == before


def test_a_place_that_the_database_cannot_store_is_refused(signed_in):
    article, editor = make_article("ru"), signed_in("editor")
    name = f"byline:{make_author('asel', article).pk}"
    assert [send_shared(editor, article, {name: place}).status_code for place in ("32767", "32768")] == [200, 413]
    assert shared_values(article)[name] == 32767


def test_json_that_is_nested_too_deeply_is_refused(signed_in):
    article, editor = make_article("ru"), signed_in("editor")
    for name in ("shared", "draft/ru"):
        address = f"/admin/articles/article/{article.pk}/{name}/"
        assert editor.post(address, "[" * 200_000, content_type="application/json").status_code == 400


def test_characters_that_cannot_be_stored_are_removed_from_everything_that_a_script_sends(signed_in):
    article, editor = make_article("ru"), signed_in("editor")
    half = "a\0b\ud83d c"  # of an emoji
    answers = [send_shared(editor, article, {"source_url": f"https://a.kz/{half[:4]}"})]
    others = {"acts/?edition=ru": {"correction": half}, "draft/ru/": {"base": 0, "fields": {"title": half}}}
    for address, sent in others.items():
        address = f"/admin/articles/article/{article.pk}/{address}"
        answers.append(editor.post(address, sent, content_type="application/json"))
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    page = form_values(open_form(editor, article, RU), FORM)
    assert [page[name].strip() for name in ("source_url", "correction", "title")] == ["https://a.kz/ab", "ab c", "ab c"]


def test_a_mark_of_a_live_story_does_not_look_done_before_it_is_published(signed_in):
    live, waiting = make_article("ru"), make_article("ru", status=Status.UNPUBLISHED)
    tag, client = make_tag(), signed_in("editor")
    for story in (live, waiting):
        page = open_form(client, story, RU)
        assert [*parts_of(page, "shared-changed")] == []
        submit(client, page, FORM, has_agitation="on", tags=[tag.pk])
    page = open_form(client, live, RU)
    (box,), told_of = parts_of(page, "shared-changed"), words_in(page, "acts-told")
    assert [link.get("href") for link in box.iter("a")] == ["#id_has_agitation", "#id_tags"]
    said = "The mark “election campaigning” does not hold for what readers have until you publish it."
    assert (said in words_of(box), said in told_of) == (True, True)
    assert "does not hold" not in words_in(open_form(client, waiting, RU), "story-side")

    press(client, page, "publish-shared")
    live.refresh_from_db()
    page = open_form(client, live, RU)
    assert (live.has_agitation, [*parts_of(page, "shared-changed")]) == (True, [])
    assert words_in(page, "acts-told") == ""
