"""The editions board at the desk: which stories it lists, what its cells say, and what can be decided there."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from articles.admin import board_lists
from articles.editorial import workflow
from articles.editorial.recounting import recount_all
from articles.models import Article, Assignment, Status, StoryToRecount
from articles.tests.desk import KK, LIST, RU, errors_on, messages_on
from articles.tests.draft_rows import write
from articles.tests.makers import make_article, make_category
from articles.tests.page_content import elements, form_values, words_of
from newsroom import editions

pytestmark = pytest.mark.django_db

BOARD = f"{LIST}editions/"
EN = editions.BY_CODE["en"]
ALL = [edition.code for edition in editions.STORED]
OTHERS = [code for code in ALL if code != "en"]


def listed(client, **query):
    """Return the ids of the stories on the board, in order."""
    return rows_of(client.get(BOARD, query))


def rows_of(page):
    assert page.status_code == 200
    return [int(row.get("id").removeprefix("story-")) for row in elements(page, "tr") if row.get("id")]


def cell_of(page, story, edition):
    """Return (where it leads, its words) of a cell, and the values of its buttons."""
    (row,) = elements(page, "tr", id=f"story-{story.pk}")
    cell = next(cell for cell in row.iter("td") if cell.get("data-column") == edition.autonym)
    link = next(cell.iter("a"))
    return (link.get("href"), words_of(link)), [button.get("value") for button in cell.iter("button")]


def in_order(*stories):
    """Make the stories the newest, in this order."""
    for minutes, story in enumerate(stories):
        Article.objects.filter(pk=story.pk).update(updated_at=timezone.now() - timezone.timedelta(minutes=minutes))
    return [story.pk for story in stories]


def test_each_filter_finds_its_stories_in_any_edition_or_in_one(signed_in, staff):
    chief, client, later = staff("chief editor"), signed_in("editor"), timezone.now() + timezone.timedelta(days=1)
    stories = {
        "missing": make_article(*OTHERS),
        "draft": make_article(*OTHERS, title_en="Draft"),
        "review": make_article(*OTHERS, title_en="Review"),
        "ready": make_article(*OTHERS, title_en="Ready"),
        "scheduled": make_article(*ALL, published_at_en=later),
        "changed": make_article("en", *OTHERS),
        "stale": make_article(*ALL),
        "withdrawn": make_article(*ALL, status_en=Status.WITHDRAWN),
        "not-needed": make_article(*OTHERS),
    }
    for name in ("review", "ready"):
        workflow.move_draft(stories[name], EN, "in_review", by=chief)
    workflow.move_draft(stories["ready"], EN, "ready", by=chief)
    write(stories["changed"], chief, EN, title="Changed")
    write(stories["stale"], chief, KK, title="Changed")
    client.post(BOARD, {"decision": f"not-needed {stories['not-needed'].pk} en"})
    every = in_order(*stories.values())
    also = {"stale": "changed", "changed": "stale"}
    for name, story in stories.items():
        wanted = [story.pk, *([stories[also[name]].pk] if name in also else [])]
        assert sorted(listed(client, state=name)) == sorted(wanted), name
        assert listed(client, state=name, edition="en") == [story.pk], name
        assert story.pk not in listed(client, state=name, edition="kk"), name
    assert listed(client) == every
    assert listed(client, state="nonsense", edition="'", section="x", work="\0", after="1-", q="\0") == every


def test_pages_follow_each_other_by_key_with_other_conditions(signed_in, monkeypatch):
    monkeypatch.setattr("articles.admin.editions_board.PAGE", 3)
    monkeypatch.setattr(board_lists, "FIRST_PIECE", 2)
    section, client = make_category(), signed_in("editor")
    stories = [
        make_article("ru", title=["Вода", "Белая вода"][number % 2], category=section if number % 3 else None)
        for number in range(14)
    ]
    Article.objects.update(updated_at=timezone.now())  # ids decide between stories of one moment
    newest_first = sorted(stories, key=lambda story: -story.pk)
    conditions = {
        "state": ({"state": "missing", "edition": "kk"}, lambda story: True),
        "any edition": ({"state": "missing"}, lambda story: True),
        "section": ({"section": section.pk}, lambda story: story.category_id),
        "both": ({"state": "missing", "section": section.pk}, lambda story: story.category_id),
        "words": ({"q": "ВОДА бел"}, lambda story: story.title_ru == "Белая вода"),
        "all": ({}, lambda story: True),
    }
    for name, (query, is_wanted) in conditions.items():
        address, found = BOARD, []
        while address:
            page = client.get(address, query if address == BOARD else {})
            found.append(rows_of(page))
            address = next((f"{BOARD}{a.get('href')}" for a in elements(page, "a", rel="next")), None)
        assert [pk for page in found for pk in page] == [story.pk for story in newest_first if is_wanted(story)], name
        assert {*map(len, found[:-1])} == {3}, name


def test_a_rare_combination_is_looked_for_in_pieces(signed_in, monkeypatch):
    monkeypatch.setattr(board_lists, "FIRST_PIECE", 2)
    monkeypatch.setattr(board_lists, "MOST_READ", 2)
    section = make_category()
    rare = make_article("ru", category=section)
    in_order(*(make_article("ru") for _story in range(3)), rare)
    client, query = signed_in("editor"), {"state": "missing", "edition": "kk", "section": section.pk}
    page = client.get(BOARD, query)
    assert rows_of(page) == []
    assert "Only the newest stories were looked through" in page.text
    (older,) = elements(page, "a", rel="next")
    assert rows_of(client.get(f"{BOARD}{older.get('href')}")) == [rare.pk]


def test_a_cell_says_what_is_to_do_and_leads_there(signed_in, staff):
    chief, client = staff("chief editor"), signed_in("editor")
    story = make_article("ru", "kk", title="Вода", body="<p>Один</p><p>Два</p>")
    write(story, chief, RU, title="Вода и огонь")
    page = client.get(BOARD)
    edit, sides = (f"{LIST}{story.pk}/{name}/?edition=" for name in ("change", "side-by-side"))
    assert cell_of(page, story, RU)[0] == (f"{edit}ru", "live, unpublished changes original")
    assert cell_of(page, story, KK)[0] == (f"{sides}kk#first-change", "live stale: 1 paragraph")
    assert cell_of(page, story, EN) == ((f"{sides}en", "empty"), [f"not-needed {story.pk} en"])
    stale = client.get(BOARD, {"state": "stale"})
    (part,) = [a for a in elements(stale, "a") if "#part-" in a.get("href")]
    assert (part.get("href"), words_of(part)) == (f"{sides}kk#part-title", "Вода и огонь")
    assert elements(client.get(f"{sides}kk"), "div", id="part-title")
    # Who may only look decides nothing.
    assert cell_of(signed_in("photo editor").get(BOARD), story, EN)[1] == []
    assert signed_in("moderator").get(BOARD).status_code == 403


def test_opening_the_board_recounts_a_portion(signed_in, staff, monkeypatch):
    monkeypatch.setattr("articles.editorial.recounting.PORTION", 1)
    stories, chief = [make_article("ru", "kk") for _story in range(4)], staff("chief editor")
    recount_all()
    for story in stories:
        write(story, chief, RU, title="Changed")
    page = signed_in("editor").get(BOARD)
    assert StoryToRecount.objects.count() == 2  # one before the list is read, and one of those that it shows
    assert "still being compared" in page.text


def test_not_needed_is_decided_once_and_can_be_undone(signed_in):
    story, client = make_article("ru"), signed_in("editor")
    for decision, said, buttons in (
        ("not-needed", "is not needed", [f"needed {story.pk} en"]),
        ("needed", "is needed again", [f"not-needed {story.pk} en"]),
    ):
        page = client.post(f"{BOARD}?edition=en", {"decision": f"{decision} {story.pk} en"}, follow=True)
        assert page.redirect_chain == [(f"{BOARD}?edition=en#story-{story.pk}", 302)]
        assert said in messages_on(page)[0]
        assert cell_of(page, story, EN)[1] == buttons
    client.post(BOARD, {"decision": f"needed {story.pk} en"}, follow=True)  # sent again
    logged = [*LogEntry.objects.order_by("pk").values_list("change_message", flat=True)]
    assert logged == ["en: not_needed", "en: needed"]
    refused = client.post(BOARD, {"decision": f"not-needed {story.pk} ru"}, follow=True)
    assert messages_on(refused) == ["The edition “Русский” has a text already."]
    for wrong in ("", "not-needed", f"not-needed {story.pk} xx", "not-needed 12345678901234567890123 en"):
        assert client.post(BOARD, {"decision": wrong}).status_code == 400
    assert signed_in("reporter").post(BOARD, {"decision": f"not-needed {story.pk} en"}).status_code == 403
    assert not Assignment.objects.exclude(not_needed_at=None).exists()


def test_an_edition_is_assigned_with_a_deadline_and_is_in_the_lists_until_it_is_done(signed_in, staff):
    chief, translator, client = staff("chief editor"), staff("translator"), signed_in("editor")
    story, _other = make_article("ru", title="Вода"), make_article("ru")
    address, back = f"{LIST}{story.pk}/assignment/?edition=en", f"{BOARD}?state=missing"
    page = client.get(f"{address}&back={back}")
    assert "Almaty time, UTC+5" in page.text
    sent = {"assignee": translator.pk, "deadline_0": "2020-02-29", "deadline_1": "18:00"}
    done = client.post(address, form_values(page, "assignment_form") | sent, follow=True)
    assert done.redirect_chain == [(back, 302)]
    assert messages_on(done) == [f"The edition “English” is assigned to {translator.username}: Вода [ru]"]
    assert f"{translator.username} English 29 February 2020, 18:00 (UTC+6)" in words_of(elements(done, "table")[0])
    own = signed_in_as(translator)
    assert listed(client, work="desk") == listed(own, work="mine") == [story.pk]
    assert listed(client, work="mine") == []
    write(story, translator, EN, title="Water", body="<p>Text</p>")
    assert listed(own, work="mine", state="draft") == [story.pk]
    workflow.publish(story, EN, by=chief)
    assert listed(client, work="desk") == listed(own, work="mine") == []
    assert LogEntry.objects.get(change_message="en: assigned").object_id == str(story.pk)


def test_who_may_not_publish_takes_work_and_gives_it_back_but_asks_nobody_else(signed_in, staff):
    story, other, translator = make_article("ru"), staff("reporter"), staff("translator")
    client, address = signed_in_as(translator), f"{LIST}{story.pk}/assignment/?edition=en"
    form = form_values(client.get(address), "assignment_form")
    choices = [option.get("value") for option in elements(client.get(address), "option")]
    assert choices == ["", str(translator.pk)]
    refused = client.post(address, form | {"assignee": other.pk})
    assert (refused.status_code, len(errors_on(refused))) == (200, 1)
    for assignee in (str(translator.pk), ""):
        assert client.post(address, form | {"assignee": assignee}).status_code == 302
        assert str(Assignment.objects.get().assignee_id or "") == assignee
    editor = signed_in("editor")
    choices = {option.get("value") for option in elements(editor.get(address), "option")}
    assert {str(other.pk), str(translator.pk)} < choices
    assert str(staff("moderator").pk) not in choices
    assert signed_in("moderator").get(address).status_code == 403


@pytest.mark.parametrize("news", ["corrected", "withdrawn"])
def test_what_happens_to_the_source_reaches_who_owns_the_other_editions(staff, news):
    chief, assignee, last = staff("chief editor"), staff("translator"), staff("translator")
    story = make_article("ru", "kk", "en", title="Вода")
    write(story, last, KK, title="Су")
    workflow.publish(story, KK, by=chief)
    workflow.publish(write_and_return(story, last, EN), EN, by=chief)
    Assignment.objects.create(article=story, language="en", assignee=assignee)
    assert listed(signed_in_as(assignee), work="mine") == listed(signed_in_as(last), work="mine") == []
    if news == "corrected":
        workflow.publish(story, RU, by=chief, correction="Not 5, but 6.")
    else:
        workflow.withdraw(story, RU, by=chief, reason="Wrong.")
    for owner, edition in ((assignee, EN), (last, KK)):
        client = signed_in_as(owner)
        page = client.get(BOARD, {"work": "mine"})
        assert rows_of(page) == [story.pk]
        (_address, words), buttons = cell_of(page, story, edition)
        assert words == f"live source {news}"
        client.post(BOARD, {"decision": buttons[0]})
        assert listed(client, work="mine") == []
    assert listed(signed_in_as(chief), state="news") == []


def write_and_return(story, by, edition):
    write(story, by, edition, title="Water")
    return story


def signed_in_as(user):
    client = Client()
    client.force_login(user)
    return client
