"""How a story's page shows photo stories, interviews, quotations, tables and recalled stories."""

import pytest

from articles import story_text
from articles.models import Article, Kind, RelatedArticle, Status
from articles.tests.makers import add_node, make_article, make_photo, photo_node, recall_node
from articles.tests.page_content import elements, parts_of, words_in, words_of
from newsroom import editions
from newsroom.content.clean_html import clean_html
from newsroom.editions.columns import in_all_columns

pytestmark = pytest.mark.one_database

RU = editions.BY_CODE["ru"]


def blocks_of(body, kind=Kind.NEWS):
    story = make_article("en", body=clean_html(body), kind=kind)
    return [block["html"] for block in story_text.blocks(story)]


# Photo stories


@pytest.fixture
def photo_story(db):
    """Return a function: photo_story(1, 9, 9) makes two paragraphs, a lead photo and photos after these."""

    def make(*after, lead=True, kind=Kind.PHOTO_STORY):
        alts = in_all_columns(alt="0")
        first = make_photo(**alts, **in_all_columns(credit="A. B.")) if lead else None
        story = make_article("ru", "kk", kind=kind, lead_photo=first, body="<p>One</p><p>Two</p>")
        for number, paragraph in enumerate(after, start=1):
            photo = make_photo(**in_all_columns(alt=str(number)))
            add_node(story, photo_node(photo), after=paragraph)
        return story

    return make


def numbers(page):
    return [words_of(number) for number in parts_of(page, "photo-number")]


@pytest.mark.parametrize("code", ["ru", "kk", "kk-latn", "kk-arab"])
def test_the_pictures_of_a_photo_story_are_numbered_from_left_to_right(client, photo_story, code):
    story, edition = photo_story(1, 9, 9), editions.BY_CODE[code]
    page = client.get(story.address_in(edition))
    assert numbers(page) == ["1/4", "2/4", "3/4", "4/4"]
    assert {number.get("dir") for part in parts_of(page, "photo-number") for number in part} == {"ltr"}


@pytest.mark.parametrize(
    ("after", "lead", "numbered"),
    [((1, 2), False, ["1/2", "2/2"]), ((1,), True, ["1/2", "2/2"]), ((), True, []), ((1,), False, [])],
)
def test_a_single_picture_has_no_number(client, photo_story, after, lead, numbered):
    assert numbers(client.get(photo_story(*after, lead=lead).address_in(RU))) == numbered


def test_other_kinds_of_stories_number_no_pictures(client, photo_story):
    page = client.get(photo_story(1, 9, kind=Kind.NEWS).address_in(RU))
    assert (len(parts_of(page, "photo-number")), len(parts_of(page, "photo-row"))) == (0, 0)
    assert len(elements(page, "figure")) == 3


def test_consecutive_pictures_form_a_row_between_texts(client, photo_story):
    page = client.get(photo_story(1, 1, 9).address_in(RU))
    (story,) = parts_of(page, "story")
    runs = [
        [picture.get("alt") for picture in part.iter("img")] or words_of(part)
        for part in story
        if part.get("class") in ("photo-row", "story-text")
    ]
    assert runs == ["One", ["1", "2"], "Two", ["3"]]


@pytest.mark.browser
@pytest.mark.parametrize(("width", "columns"), [(360, 1), (1023, 1), (1024, 2), (1600, 2)])
def test_a_row_has_two_columns_if_there_is_room_and_an_odd_last_picture_is_alone(page, photo_story, width, columns):
    story = photo_story(9, 9, 9)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(story.address_in(RU))
    boxes = [figure.bounding_box() for figure in page.locator(".photo-row figure").all()]
    rows = sorted({round(box["y"]) for box in boxes})
    assert [sum(round(box["y"]) == row for box in boxes) for row in rows] == ([2, 1] if columns == 2 else [1, 1, 1])
    row = page.locator(".photo-row").bounding_box()
    assert [round(row["width"] / box["width"]) for box in boxes] == ([2, 2, 1] if columns == 2 else [1, 1, 1])


# Interviews


@pytest.mark.django_db
def test_in_an_interview_a_paragraph_in_bold_is_a_question():
    body = "<p><strong>Как дела?</strong></p><p>Хорошо. <strong>Очень.</strong></p>"
    assert [html.startswith('<p class="question">') for html in blocks_of(body, Kind.INTERVIEW)] == [True, False]
    assert [html.startswith("<p>") for html in blocks_of(body)] == [True, True]


# Quotations, tables


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("inside", "speaker"),
    [
        ("<p>Слова</p><p>– Иван, учитель</p>", "Иван, учитель"),
        ("<p>Слова</p><p>—&nbsp;Иван</p>", "Иван"),
        ("<p>Слова</p><p>- <em>Иван</em></p>", "<em>Иван</em>"),
        ("<p>Слова</p><p>Ещё слова</p>", None),
        ("<p>– Слова</p>", None),
        ("<p>– Слова</p><p>Ещё</p>", None),
        ("<p>Слова</p><p>–</p>", None),
    ],
)
def test_a_last_line_of_a_quotation_with_a_dash_names_the_speaker(inside, speaker):
    (html,) = blocks_of(f"<blockquote>{inside}</blockquote>")
    assert html.partition("<footer>")[2].removesuffix("</footer></blockquote>") == (speaker or "")
    assert html.count("<p>") == inside.count("<p>") - bool(speaker)


@pytest.mark.django_db
def test_a_quotation_within_the_text_keeps_its_paragraphs():
    body = "<blockquote><p>Раз</p></blockquote><p>– Не подпись</p>"
    assert blocks_of(body) == ["<blockquote><p>Раз</p></blockquote>", "<p>– Не подпись</p>"]


@pytest.mark.django_db
def test_a_table_has_a_focusable_container_with_a_label(client):
    story = make_article("ru", body="<p>…</p><table><tbody><tr><td><p>1</p></td></tr></tbody></table>")
    (box,) = parts_of(client.get(story.address_in(RU)), "table")
    assert (box.get("tabindex"), box.get("role"), box.get("aria-label")) == ("0", "region", "Таблица")
    assert [element.tag for element in box] == ["table"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "has_head"),
    [
        ("<th><p>A</p></th><th><p>B</p></th>", True),
        ('<th colspan="2"><p>rowspan: <strong>A</strong></p></th>', True),
        ('<th colspan="1" rowspan="1"><p>A</p></th><th><p>B</p></th>', True),
        ('<th rowspan="2"><p>A</p></th><th><p>B</p></th>', False),
        ('<th><p>A</p></th><th colspan="2" rowspan="2"><p>B</p></th>', False),
        ("<th><p>A</p></th><td><p>B</p></td>", False),
        ("<td><p>A</p></td><td><p>B</p></td>", False),
        ("<th><table><tbody><tr><th><p>A</p></th></tr></tbody></table></th>", False),
    ],
)
def test_a_first_row_of_headings_is_the_head_of_its_table(first, has_head):
    head, rest = f"<tr>{first}</tr>", "<tr><td><p>1</p></td><td><p>2</p></td></tr></tbody></table>"
    body = f"<table><tbody>{head}{rest}"
    assert clean_html(body) == body
    assert blocks_of(body) == [f"<table><thead>{head}</thead><tbody>{rest}" if has_head else body]
    alone = f"<table><tbody>{head}</tbody></table>"
    assert blocks_of(alone) == [alone]


@pytest.mark.browser
@pytest.mark.parametrize("code", ["ru", "kk-arab"])
def test_a_wide_table_scrolls_in_its_container_and_not_with_the_page(page, transactional_db, code):
    row = "".join(f"<td><p>Қазақстан {number}</p></td>" for number in range(12))
    edition = editions.BY_CODE[code]
    story = make_article(edition.stored_in, body=f"<table><tbody><tr>{row}</tr></tbody></table>")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(story.address_in(edition))
    box = page.locator(".table")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth + 100")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    box.focus()
    page.keyboard.press("ArrowRight" if edition.direction == "ltr" else "ArrowLeft")
    page.wait_for_function("box => box.scrollLeft !== 0", arg=box.element_handle())


# Recalled stories


@pytest.fixture
def recalled(db):
    """A story of two paragraphs that recalls another story after the first."""
    story = make_article("ru", "en", body="<p>One</p><p>Two</p>")
    before = make_article("ru", "en", title="What was before", published_at_en=None, status_en=Status.UNPUBLISHED)
    add_node(story, recall_node(before), after=1)
    return story, before


def test_a_recalled_story_follows_its_paragraph_and_is_not_repeated_below_the_story(client, recalled):
    story, before = recalled
    page = client.get(story.address_in(RU))
    (text,) = parts_of(page, "story-text")
    assert [words_of(part) for part in text if part.tag == "p"] == ["One", "Two"]
    assert [part.tag for part in text] == ["p", "aside", "p"]
    (aside,) = parts_of(page, "recall")
    assert words_of(aside).startswith("Напомним What was before")
    assert [link.get("href") for link in aside.iter("a")] == [before.address_in(RU)]
    assert words_in(page, "related") == ""


def test_a_story_missing_in_the_edition_is_not_recalled(client, recalled):
    story, _before = recalled
    page = client.get(story.address_in(editions.BY_CODE["en"]))
    assert [part.tag for part in parts_of(page, "story-text")[0]] == ["p", "p"]
    assert "What was before" not in page.content.decode()


def test_a_withdrawn_story_is_no_longer_recalled(client, recalled):
    story, before = recalled
    assert words_in(client.get(story.address_in(RU)), "recall") != ""
    Article.objects.filter(pk=before.pk).update(status_ru=Status.WITHDRAWN)
    assert words_in(client.get(story.address_in(RU)), "recall") == ""


@pytest.mark.parametrize(
    ("after", "order"), [(0, ["aside", "p", "p"]), (2, ["p", "p", "aside"]), (99, ["p", "p", "aside"])]
)
def test_a_story_can_be_recalled_before_and_after_the_text(client, recalled, after, order):
    story = make_article("ru", body="<p>One</p><p>Two</p>")
    add_node(story, recall_node(recalled[1]), after=after)
    (text,) = parts_of(client.get(story.address_in(RU)), "story-text")
    assert [part.tag for part in text] == order


def test_recalled_stories_do_not_reduce_the_related_ones_below(client, recalled):
    story, _before = recalled
    for number in range(4):
        RelatedArticle.objects.create(article=story, related=make_article("ru"), position=number)
    page = client.get(story.address_in(RU))
    assert (len(parts_of(page, "recall")), len(parts_of(page, "card"))) == (1, 4)
