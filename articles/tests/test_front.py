"""The front page shows each story once, keeps the places that editors set, and has no empty parts."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from articles.editorial.breaking import restart
from articles.front import compose
from articles.models import Article, BreakingLine, FrontPick, FrontSlot, Kind, Paid, PopularPlace, Status
from articles.tests.desk import RU, errors_on
from articles.tests.makers import make_article, make_category
from articles.tests.page_content import elements, form_values, page_of, parts_of, submit, words_in, words_of
from newsroom import editions
from newsroom.database.cached_values import CachedValues

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)
EN = editions.BY_CODE["en"]


@pytest.fixture
def make_stories():
    """Return a function: make_stories(12) makes 12 stories in two sections, newest first, named by their numbers."""

    def make(count, *codes, **fields):
        sections, now = [make_category("society"), make_category("economy")], timezone.now()
        return [
            make_article(
                *codes or ["ru"], title=f"N{number}", published_at=now - number * HOUR, category=sections[number % 2],
                **fields,
            )
            for number in range(1, count + 1)
        ]  # fmt: skip

    return make


def front_of(edition=RU):
    with override(edition.code):
        return compose(CachedValues())


def names(stories):
    return [story.title_ru for story in stories]


# Each story once


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 7, 10, 14, 15, 20, 30, 45])
def test_no_story_is_shown_twice_however_many_there_are(client, make_stories, count):
    stories = make_stories(count)
    for position, story in enumerate(stories[::2], start=1):
        PopularPlace.objects.create(position=position, article=story)
        FrontPick.objects.create(position=count - position, article=story)
    for position, story in enumerate(stories[::-3][:6], start=1):
        place(story, position)
    BreakingLine.objects.create(article=stories[count // 2])
    page = client.get("/ru/")
    headlines = [
        link.get("href")
        for main in page_of(page).iter("main")
        for link in main.iter("a")
        if "/20" in link.get("href") and link.get("class") != "picture"
    ]
    assert len(headlines) >= min(count, 15)
    assert len(headlines) == len(set(headlines))


def test_every_story_that_there_is_room_for_is_shown(make_stories):
    stories, front = make_stories(14), front_of()
    assert names([front.lead, *front.second, *front.beside, *front.feed]) == names(stories)


# No empty parts


def headings(page):
    return [words_of(heading) for main in page_of(page).iter("main") for heading in main.iter("h2")]


def test_a_block_without_stories_is_omitted(client, make_stories):
    make_stories(1)
    page = client.get("/ru/")
    assert headings(page) == ["N1"]
    assert [part for part in parts_of(page, "block") if part.tag == "section"] == []
    for css_class in ("ruled", "beside", "breaking", "popular", "feed"):
        assert parts_of(page, css_class) == []


def test_every_block_has_stories(client, make_stories):
    stories = make_stories(40)
    PopularPlace.objects.create(position=1, article=stories[30])
    FrontPick.objects.create(article=stories[31])
    page = client.get("/ru/")
    assert headings(page) == ["N1", "Лента новостей", "Выбор редакции", "Economy", "Society", "Популярное"]
    for block in parts_of(page, "block"):
        assert [link for link in block.iter("a") if "/20" in link.get("href")] != []


def test_an_edition_without_stories_says_so(client):
    assert words_in(client.get("/ru/"), "nothing") != ""
    make_article("ru")
    assert words_in(client.get("/ru/"), "nothing") == ""


def test_the_only_story_leads_even_if_it_is_breaking_news(client):
    BreakingLine.objects.create(article=make_article("ru", title="Одна", body="<p>Text</p>"))
    page = client.get("/ru/")
    assert (words_in(page, "breaking"), words_in(page, "lead-story")) == ("", "Одна Text")


# Places at the top


def place(story, position, **values):
    return FrontSlot.objects.create(**{"language": "ru", "article": story, "position": position} | values)


def test_placed_stories_are_at_the_top_and_the_newest_fill_the_other_places(client, make_stories):
    stories = make_stories(20, "ru", "en")
    place(stories[15], 1)
    place(stories[0], 5)
    front = front_of()
    assert names([front.lead, *front.second, *front.beside]) == ["N16", "N2", "N3", "N4", "N1", "N5"]
    assert names(front.feed) == [f"N{number}" for number in range(6, 14)]
    assert [link.get("href") for link in elements(client.get("/ru/"), "a")].count(stories[15].address_in(RU)) == 1
    assert front_of(EN).lead == stories[0]


def test_a_place_is_filled_by_time_while_readers_cannot_see_its_story(make_stories, clock):
    stories, now = make_stories(9), timezone.now()
    later = make_article("ru", title="Later", published_at=now + HOUR)
    for position, story, until in ((1, later, None), (2, stories[6], now + 2 * HOUR), (3, stories[7], None)):
        place(story, position, until=until)
    seen = []
    for moment in (now, now + HOUR, now + 2 * HOUR):
        clock(moment)
        front = front_of()
        seen.append(names([front.lead, *front.second[:2]]))
    assert seen == [["N1", "N7", "N8"], ["Later", "N7", "N8"], ["Later", "N1", "N8"]]
    Article.objects.filter(pk=stories[7].pk).update(status_ru=Status.WITHDRAWN)
    assert names(front_of().second[:2]) == ["N1", "N2"]


@pytest.mark.parametrize("values", [{"kind": Kind.BRIEF}, {"paid": Paid.PARTNER}], ids=["brief", "paid"])
def test_a_placed_story_that_became_a_brief_or_paid_is_not_at_the_top(make_stories, values):
    stories = make_stories(9)
    place(stories[6], 1)
    assert front_of().lead == stories[6]
    Article.objects.filter(pk=stories[6].pk).update(**values)
    assert front_of().lead == stories[0]


def test_the_story_of_the_breaking_line_is_not_at_the_top_as_well(make_stories):
    stories = make_stories(9)
    place(stories[6], 1)
    BreakingLine.objects.create(article=stories[6])
    front = front_of()
    assert (front.breaking, front.lead) == (stories[6], stories[0])


def test_stories_on_later_places_move_up_if_there_are_few(make_stories):
    stories = make_stories(2)
    place(stories[1], 6)
    front = front_of()
    assert (front.lead, front.second, front.beside) == (stories[0], [stories[1]], [])


# The editor's choice


def test_the_editors_choice_keeps_its_order_without_stories_at_the_top(make_stories):
    stories = make_stories(20)
    for position, number in enumerate([0, 15, 8, 17, 12, 19], start=1):
        FrontPick.objects.create(position=position, article=stories[number])
    front = front_of()
    assert names(front.picks) == ["N16", "N9", "N18", "N13"]
    assert front.lead == stories[0]
    assert names(front.feed) == ["N7", "N8", "N10", "N11", "N12", "N14", "N15", "N17"]


def test_a_choice_missing_in_an_edition_leaves_no_gap(make_stories):
    stories = make_stories(20, "ru", "en")
    for position, story in enumerate(stories[14:], start=1):
        FrontPick.objects.create(position=position, article=story)
    Article.objects.filter(pk=stories[14].pk).update(status_en=Status.WITHDRAWN)
    assert [story.pk for story in front_of().picks] == [story.pk for story in stories[14:18]]
    assert [story.pk for story in front_of(EN).picks] == [story.pk for story in stories[15:19]]


def test_the_editors_choice_is_ordered_in_the_admin_list(signed_in, make_stories):
    stories, editor = make_stories(12), signed_in("editor")
    first, second = (FrontPick.objects.create(position=place, article=stories[-place]) for place in (1, 2))
    page = editor.get("/admin/articles/frontpick/")
    assert [value for name, value in form_values(page, "changelist-form").items() if name.endswith("position")] == [
        "1",
        "2",
    ]
    submit(editor, page, "changelist-form", _save="1", **{"form-0-position": "3"})
    assert list(FrontPick.objects.all()) == [second, first]
    assert names(front_of().picks) == ["N11", "N12"]


# Breaking news


def test_breaking_news_links_to_its_story_with_the_headline_or_its_own_text(client, make_stories):
    stories = make_stories(3, "ru", "en")
    BreakingLine.objects.create(article=stories[2], text_en="It is over")
    lines = {code: parts_of(client.get(f"/{code}/"), "breaking") for code in ("ru", "en")}
    assert {code: [words_of(line) for line in found] for code, found in lines.items()} == {
        "ru": ["Срочно N3"],
        "en": ["Breaking It is over"],
    }
    assert [link.get("href") for link in lines["en"][0].iter("a")] == [stories[2].address_in(EN)]


def test_breaking_news_is_on_every_page_but_that_of_its_story(client, make_stories):
    stories = make_stories(8)
    BreakingLine.objects.create(article=stories[0])
    addresses = ["/ru/section/society/", "/ru/page/", stories[1].address_in(RU), stories[0].address_in(RU)]
    pages = [client.get(address) for address in addresses]
    assert [words_in(page, "breaking") for page in pages] == ["Срочно N1"] * 3 + [""]
    for page in pages[:3]:
        (side,) = parts_of(page, "side")
        assert [part.get("class").split()[0] for part in side][:2] == ["breaking", "feed"]
        assert "N1" not in words_in(page, "feed").split()


@pytest.mark.parametrize(("ends_in", "is_shown"), [(HOUR, True), (datetime.timedelta(seconds=-1), False)])
def test_breaking_news_expires(client, make_stories, ends_in, is_shown):
    line = BreakingLine.objects.create(article=make_stories(3)[0])
    BreakingLine.objects.filter(pk=line.pk).update(until=timezone.now() + ends_in)
    shown = [parts_of(client.get(address), "breaking") != [] for address in ("/ru/", "/ru/section/")]
    assert shown == [is_shown, is_shown]


def test_a_story_that_is_not_public_is_not_breaking_news(client, make_stories):
    stories = make_stories(3, "ru", "en")
    BreakingLine.objects.create(article=stories[1])
    Article.objects.filter(pk=stories[1].pk).update(status_en=Status.WITHDRAWN)
    assert {code: words_in(client.get(f"/{code}/"), "breaking") for code in ("ru", "en")} == {
        "ru": "Срочно N2",
        "en": "",
    }


def test_of_two_lines_the_last_changed_one_is_shown(client, make_stories):
    stories = make_stories(4)
    older, _newer = (BreakingLine.objects.create(article=story) for story in stories[:2])
    assert words_in(client.get("/ru/"), "breaking") == "Срочно N2"
    older.save()
    assert words_in(client.get("/ru/"), "breaking") == "Срочно N1"


def test_breaking_news_runs_three_hours_by_default_and_a_day_at_most():
    line = BreakingLine(article=make_article("ru"))
    assert abs(line.until - timezone.now() - 3 * HOUR) < datetime.timedelta(minutes=1)
    line.full_clean()
    line.until = timezone.now() + 25 * HOUR
    with pytest.raises(ValidationError) as refused:
        line.full_clean()
    assert refused.value.message_dict == {"until": ["Breaking news must end within 24 hours."]}


def test_the_database_enforces_the_limit_of_a_day():
    now = timezone.now()
    line = BreakingLine.objects.create(article=make_article("ru"), until=now + 24 * HOUR)
    assert BreakingLine.objects.running().get() == line
    line.until = now + 24 * HOUR + datetime.timedelta(minutes=1)
    with pytest.raises(IntegrityError, match="breaking_line_within_a_day"), transaction.atomic():
        line.save()
    with pytest.raises(IntegrityError, match="breaking_line_within_a_day"), transaction.atomic():
        BreakingLine.objects.update(until=line.until)


def test_restarted_breaking_news_runs_for_a_day():
    line = BreakingLine.objects.create(article=make_article("ru"), until=timezone.now() - HOUR)
    assert restart(BreakingLine.objects.all()) == 1
    line.refresh_from_db()
    assert timezone.now() + 23 * HOUR < line.until <= line.changed_at + 24 * HOUR


def test_an_editor_sets_breaking_news_in_the_admin(signed_in, client, make_stories):
    story, editor = make_stories(3)[1], signed_in("editor")
    form = editor.get("/admin/articles/breakingline/add/?edition=ru")
    refused = submit(editor, form, "breakingline_form", article=story.pk, until_0="2099-01-01")
    assert errors_on(refused) == ["Breaking news must end within 24 hours."]
    assert submit(editor, form, "breakingline_form", article=story.pk, text_ru="Коротко").status_code == 302
    assert words_in(client.get("/ru/"), "breaking") == "Срочно Коротко"


def test_a_brief_is_not_the_lead_story(make_stories):
    stories = make_stories(4)
    Article.objects.filter(pk=stories[0].pk).update(kind=Kind.BRIEF)
    front = front_of()
    assert (front.lead, stories[0] in front.feed) == (stories[1], True)


def test_screen_readers_find_each_link_on_the_front_once(client, make_stories):
    """The link of a picture repeats that of its headline, so it is hidden from the keyboard and from screen readers."""
    make_stories(6)
    for link in elements(client.get("/ru/"), "a", **{"class": "picture"}):
        assert (link.get("tabindex"), link.get("aria-hidden")) == ("-1", "true")
