"""The front page desk: every act is a button, an outdated page undoes nothing, and the preview offers known moments."""

import datetime

import pytest
from django.utils import timezone

from articles.editorial import breaking, front_slots
from articles.editorial.front_ahead import parts_at
from articles.editorial.front_mark import mark_of
from articles.models import Article, BreakingLine, FrontSlot, Kind
from articles.models.front_page import TOP
from articles.tests.desk import LIST, RU, told
from articles.tests.makers import make_article, make_category
from articles.tests.page_content import elements, page_of, parts_of, words_in, words_of
from articles.tests.test_desk_queries import queries_of
from newsroom.desk.local_times import text_of

pytestmark = pytest.mark.django_db

DESK = f"{LIST}front/?edition=ru"
HOUR, MINUTE = datetime.timedelta(hours=1), datetime.timedelta(minutes=1)


@pytest.fixture
def stories():
    now, section = timezone.now(), make_category()
    return [
        make_article("ru", title=f"N{number}", published_at=now - number * HOUR, category=section)
        for number in range(1, 10)
    ]


def press(client, act, page=None, **values):
    """Press a button of the page as it is now, or of one that was opened before."""
    mark = elements(page or client.get(DESK), "input", name="mark")[0].get("value")
    return client.post(DESK, {"act": act, "mark": mark} | values)


def on_page(response):
    """Return {number of a place: headline} as the page shows it, and the numbers of those that editors have filled."""
    rows = {words_of(parts_of_row(row, "front-number")): row for row in parts_of(response, "front-place")}
    placed = [int(number) for number, row in rows.items() if "data-placed" in row.attrib]
    return {int(number): words_of(next(row.iter("a"))) for number, row in rows.items()}, placed


def parts_of_row(row, css_class):
    return next(part for part in row.iter() if part.get("class") == css_class)


def test_places_are_filled_swapped_emptied_and_given_an_end_by_buttons(signed_in, client, stories):
    desk, until = signed_in("editor"), timezone.localtime().replace(second=0, microsecond=0) + 2 * HOUR
    assert on_page(desk.get(DESK)) == ({place: f"N{place}" for place in range(1, TOP + 1)}, [])
    answer = press(desk, "place", position=2, article=stories[7].pk)
    assert answer.headers["Location"].endswith("#place-2")
    assert told(desk, answer) == ["Place 2: “N8”."]
    press(desk, "place", position=4, article=stories[0].pk)  # pinned where it stands by time
    shown = {1: "N2", 2: "N8", 3: "N3", 4: "N1", 5: "N4", 6: "N5"}
    assert on_page(desk.get(DESK)) == (shown, [2, 4])
    assert {place: one.words for place, one in parts_at(RU)[1].places.items()} == shown

    press(desk, "up", position=2)
    press(desk, "down", position=4)
    press(desk, "swap", position=1, other=5)
    assert on_page(desk.get(DESK))[1] == [1, 5]
    assert FrontSlot.objects.get(position=1).article == stories[0]
    press(desk, "until", position=1, until=text_of(until))
    assert FrontSlot.objects.get(position=1).until == until
    assert f"until: {until:%H:%M}" in words_in(desk.get(DESK), "front-place") or until.day != timezone.localtime().day
    press(desk, "until", position=1, until="")
    assert FrontSlot.objects.get(position=1).until is None
    press(desk, "clear", position=1)
    assert on_page(desk.get(DESK))[1] == [5]


def test_a_refusal_says_why_and_changes_nothing(signed_in, stories):
    desk, draft = signed_in("editor"), make_article("ru", status="unpublished")
    for act, values, reason in (
        ("place", {"position": 1, "article": draft.pk}, "no published or scheduled edition"),
        ("up", {"position": 1}, "1 to 6"),
        ("clear", {"position": 3}, "no story on place 3"),
        ("run-line", {"article": stories[0].pk, "until": "2001-01-01T10:00", "text": "Набрано"}, "over"),
        ("run-line", {"article": stories[0].pk, "until": "", "text": "Набрано"}, "within 24 hours"),
        ("run-line", {"article": stories[0].pk, "until": "soon", "text": "Набрано"}, "valid date"),
    ):
        page = press(desk, act, **values)
        assert (page.status_code, reason in words_in(page, "errornote")) == (200, True), act
        assert [field.get("value") for field in elements(page, "input", name="text")] == [values.get("text", "")]
    for values in ({"act": "fly"}, {"act": "up", "position": "x"}, {"act": "place", "position": 1}, {"act": "swap"}):
        assert desk.post(DESK, {"mark": "abc"} | values).status_code == 400
    assert press(desk, "place", position=1, article=10**9).status_code == 404
    assert not FrontSlot.objects.exists()


def test_of_two_editors_the_second_is_told_what_the_first_has_done(signed_in, staff, stories):
    one, other = signed_in("editor", "ru"), signed_in("chief editor")
    page = other.get(DESK)
    press(one, "place", position=1, article=stories[5].pk)
    refused = press(other, "place", page, position=1, article=stories[6].pk)
    said = words_in(refused, "errornote")
    assert "editor-" in said
    assert "“N6”, placed on the front page" in said
    assert FrontSlot.objects.get().article == stories[5]
    press(other, "place", refused, position=1, article=stories[6].pk)
    assert FrontSlot.objects.get().article == stories[6]


def test_what_cannot_be_placed_says_why_and_leads_to_the_translation(signed_in, stories):
    desk = signed_in("editor")
    make_article("kk", title_kk="Көпір туралы")
    make_article("ru", title="Коротко о мосте", kind=Kind.BRIEF)
    make_article("ru", title="Реклама моста", paid="partner")
    offered = words_in(desk.get(DESK), "front-offers")
    assert ("N7" in offered, "N1" in offered, "мост" in offered) == (True, False, False)
    found = {words_of(next(row.iter("a"))): row for row in list_of(desk.get(f"{DESK}&q=мост"))}
    assert {name: len([*row.iter("form")]) for name, row in found.items()} == {
        "Коротко о мосте": 0, "Реклама моста": 0}  # fmt: skip
    assert "Briefs are not shown" in words_of(found["Коротко о мосте"])
    (row,) = list_of(desk.get(f"{DESK}&q=көпір"))
    assert "no published or scheduled edition “Русский”" in words_of(row)
    assert [link.get("href").partition("/article/")[2] for link in row.iter("a")][1].endswith(
        "/side-by-side/?edition=ru"
    )


def list_of(response):
    (part,) = [part for part in parts_of(response, "front-offers") if part.tag == "ul"]
    return [*part.iter("li")]


def test_the_preview_offers_the_moments_of_change_and_marks_what_is_new(signed_in, staff, stories, clock):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    now = timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time(9)))
    clock(now)
    editor, desk = staff("editor"), signed_in("editor")
    Article.objects.filter(pk=stories[0].pk).update(published_at_ru=now + 30 * MINUTE)
    stories[0].refresh_from_db()
    front_slots.place(RU, 3, stories[0], by=editor)
    front_slots.place(RU, 1, stories[8], by=editor, until=now + 3 * HOUR)
    breaking.run(stories[7], RU, by=editor, until=now + HOUR)
    page = desk.get(DESK)
    links = {words_of(link): link for part in parts_of(page, "front-moments") for link in part.iter("a")}
    assert [*links] == ["now", "09:30", "10:00", "12:00"]
    assert [words_of(part) for part in elements(page, "mark")] == []
    assert "scheduled 09:30 no end" in words_of(parts_of(page, "front-place")[2])
    seen = {}
    for name, link in links.items():
        page = desk.get(f"{LIST}front/{link.get('href')}")
        seen[name] = (words_in(page, "front-first"), [words_of(part) for part in elements(page, "mark")])
    assert seen["now"] == ("N9", [])
    assert seen["09:30"][1][0] == "N1"
    assert (seen["12:00"][0], "Breaking" in words_in(page, "front-page")) == (seen["12:00"][1][0], False)
    assert "This breaking news has ended: N8" in words_in(page, "front-news")
    assert "Nothing is new then." in words_in(desk.get(f"{DESK}&at={tomorrow}T09:10"), "front-news")
    for other in ("2001-01-01T10:00", "soon", "0001-01-01T00:00"):
        assert parts_of(desk.get(f"{DESK}&at={other}"), "front-news") == []


def test_breaking_news_is_switched_on_and_off(signed_in, client, stories):
    desk, until = signed_in("editor"), text_of(timezone.now() + HOUR)
    press(desk, "run-line", article=stories[8].pk, until=until, text="Коротко")
    assert words_in(client.get("/ru/"), "breaking") == "Срочно Коротко"
    page = desk.get(DESK)
    (form,) = [form for form in elements(page, "form") if form.get("class") == "panel-body front-line"]
    assert [field.get("value") for field in form.iter("input")][-2:] == ["Коротко", until]
    press(desk, "end-line", article=stories[8].pk)
    assert (words_in(client.get("/ru/"), "breaking"), BreakingLine.objects.running().count()) == ("", 0)
    assert "has ended already" in words_in(press(desk, "end-line", article=stories[8].pk), "errornote")


def test_those_who_may_not_place_stories_see_the_page_without_buttons(signed_in, stories):
    story, desk = stories[0], signed_in("reporter")
    page = desk.get(DESK)
    assert on_page(page)[0][1] == "N1"
    main = next(part for part in page_of(page).iter("main"))
    assert [form for form in main.iter("form") if form.get("method") == "post"] == []
    for act in ("place", "run-line"):
        values = {"act": act, "position": 1, "article": story.pk, "until": text_of(timezone.now() + HOUR)}
        assert desk.post(DESK, values | {"mark": mark_of(RU)}).status_code == 403
    assert signed_in("moderator").get(DESK).status_code == 403


@pytest.mark.parametrize("query", ["", "&q=N"])
def test_the_number_of_queries_does_not_depend_on_what_is_placed(signed_in, stories, staff, query):
    desk, editor, counts = signed_in("editor"), staff("chief editor"), []
    for places in ([1], [2, 3, 4, 5]):
        for place in places:
            front_slots.place(RU, place, stories[place], by=editor)
        desk.get(DESK + query)
        counts.append(queries_of(desk.get, DESK + query)[0])
    assert counts[0] == counts[1] <= 26


def test_a_line_whose_story_an_edition_lacks_says_so_and_has_no_wrong_language(signed_in, staff):
    both, alone = make_article("ru", "kk", title_ru="Паводок", title_kk="Тасқын"), make_article("ru", title="Пожар")
    client, kazakh = signed_in("editor"), DESK.replace("ru", "kk")
    for story, shown, is_absent in ((both, ("Тасқын", "kk"), False), (alone, ("Пожар [ru]", None), True)):
        breaking.run(story, RU, by=staff("editor"), until=timezone.now() + HOUR)
        page = client.get(kazakh)
        (line,) = parts_of(page, "front-line-story")
        assert (words_of(line), line.get("lang")) == shown
        form = next(one for one in elements(page, "form") if line in [*one.iter()])
        assert ("Readers of this edition do not see the line" in words_of(form)) == is_absent
        assert [link.get("href") for link in form.iter("a")] == [
            f"{LIST}{story.pk}/side-by-side/?edition=kk" for _one in [0] * is_absent
        ]
        breaking.end(story, RU, by=staff("editor"))
