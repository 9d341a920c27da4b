"""A printed story has its sources and credits, and nothing that can only be clicked."""

import re
import zlib

import pytest
from django.utils import timezone

from articles.comments.models import Comment, State
from articles.models import Correction, RelatedArticle
from articles.tests.makers import add_node, make_article, make_author, make_category, make_photo, make_tag, recall_node
from newsroom import editions
from newsroom.alphabets import convert
from newsroom.editions import dates
from newsroom.editions.columns import in_all_columns
from newsroom.identity.models import SiteIdentity

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]
EVERY_EDITION = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
STORED = [edition.code for edition in editions.STORED]

# The printed text; and the font size, the colour and the background of an element.
WORDS = "() => document.body.innerText.replace(/\\s+/g, ' ')"
LOOKS = """(selector) => {
    const {fontSize, color, backgroundColor} = getComputedStyle(document.querySelector(selector));
    return [Math.round(parseFloat(fontSize) * 75) / 100, color, backgroundColor];
}"""
# The components that are visible and must not be printed.
SHOWN = """() => [...document.querySelectorAll("nav, form, button, input, .informers, .feed, .popular, .related," +
    " .comments, .share, .tags, .theme, .tools, .skip, .ornament, .to-top, .partners, .age")]
    .filter((element) => element.checkVisibility({visibilityProperty: true}) && element.getClientRects().length)
    .map((element) => element.className || element.nodeName)"""


@pytest.fixture
def story(transactional_db):
    """Make a story with one of everything that is printed, and of everything that is not."""
    SiteIdentity.objects.create(
        phone="+7 727 000-00-00", **in_all_columns(name="Аймақ", imprint="Редакция: Алматы, куәлік № 1234")
    )
    photo = make_photo(**in_all_columns(alt="Дала", caption="Көктемгі дала", credit="Сурет: Асқар Әлиев"))
    section = make_category("society")
    body = "<p>Бірінші сөйлем.</p><blockquote><p>Ақсақалдың сөзі.</p></blockquote><h2>Тарау</h2><p>Соңғы сөйлем.</p>"
    texts = {"title": "Мектеп ашылды", "lead": "Ауылда жаңа мектеп бар."}
    story = make_article(*STORED, **texts, body=body, lead_photo=photo, category=section)
    make_author("asel", story, **in_all_columns(name="Әсел Нұрланқызы"))
    story.tags.add(make_tag("schools"))
    add_node(story, recall_node(make_article(*STORED, title="Бұрынғы мектеп", category=section)), after=1)
    other = make_article(*STORED, title="Басқа мектеп", category=section)
    RelatedArticle.objects.create(article=story, related=other)
    for code in STORED:
        Correction.objects.create(article=story, language=code, text="Күні түзетілді.", corrected_at=timezone.now())
        Comment.objects.create(article=story, language=code, name="Оқырман", text="Рақмет", state=State.APPROVED)
    return story


def in_letters(words, edition):
    return [convert(word, edition.tag) if edition.is_derived else word for word in words]


@EVERY_EDITION
def test_a_story_is_printed_with_its_sources_and_without_controls(chromium, live_server, story, edition):
    context = chromium.new_context(
        base_url=live_server.url, service_workers="block", color_scheme="dark", viewport={"width": 680, "height": 960}
    )
    page = context.new_page()
    page.goto(story.address_in(edition))
    page.locator(".byline .age").first.wait_for(state="attached")
    assert len(page.evaluate(SHOWN)) > 12
    assert page.locator(".address").is_hidden()

    page.emulate_media(media="print")
    words, shown = page.evaluate(WORDS), page.evaluate(SHOWN)
    context.close()

    assert shown == []
    printed = ["Аймақ", "Мектеп ашылды", "Ауылда жаңа мектеп бар.", "Көктемгі дала", "Сурет: Асқар Әлиев"]
    printed += ["Әсел Нұрланқызы", "Бірінші сөйлем.", "Ақсақалдың сөзі.", "Тарау", "Соңғы сөйлем.", "Бұрынғы мектеп"]
    printed += ["Күні түзетілді.", "Редакция: Алматы, куәлік № 1234"]
    moment = dates.moment(story.published_at_kk, edition).replace("\u00a0", " ")
    wanted = [bare(word) for word in [*in_letters(printed, edition), *in_letters([moment], edition)]]
    assert [word for word in wanted if word not in bare(words)] == []
    assert f"{live_server.url}{story.address_in(edition)}" in words
    assert [word for word in in_letters(["Рақмет", "Басқа мектеп"], edition) if word in words] == []


def bare(text):
    return "".join(letter for letter in text if letter not in "\u2066\u2067\u2068\u2069").replace("\u00a0", " ")


@pytest.mark.parametrize("choice", ["", "dark", "light"])
@pytest.mark.parametrize("system", ["light", "dark"])
def test_print_is_black_on_white_in_eleven_points_in_every_theme(chromium, live_server, story, system, choice):
    context = chromium.new_context(base_url=live_server.url, service_workers="block", color_scheme=system)
    context.add_init_script(f"localStorage.theme = '{choice}'")
    page = context.new_page()
    page.goto(story.address_in(editions.BY_CODE["ru"]))
    page.emulate_media(media="print")

    assert page.evaluate(LOOKS, "body")[1:] == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert page.evaluate(LOOKS, ".story-text p")[:2] == [11, "rgb(0, 0, 0)"]
    context.close()


@EVERY_EDITION
def test_the_pdf_has_the_picture_and_selectable_text(chromium, live_server, story, edition):
    context = chromium.new_context(base_url=live_server.url, service_workers="block")
    page = context.new_page()
    page.goto(story.address_in(edition))
    pdf = page.pdf(format="A4")
    context.close()

    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type /Page\n") in (1, 2)
    assert b"/Subtype /Image" in pdf
    assert b"/ToUnicode" in pdf


# On paper with the margins of our style, a page is 178 mm wide. Cells that are partly outside their boxes.
PAPER = 673
CUT = """() => [...document.querySelectorAll(".story-text :is(td, th)")].filter((cell) => {
    const {left, right} = cell.getBoundingClientRect();
    for (let box = cell.parentElement; box; box = box.parentElement) {
        const {left: first, right: last} = box.getBoundingClientRect();
        if (left < first - 1 || right > last + 1 || cell.scrollWidth > cell.clientWidth + 1) return true;
    }
}).map((cell) => cell.textContent)"""


@pytest.mark.parametrize("columns", [4, 9, 16])
@pytest.mark.parametrize("code", ["kk", "kk-arab"])
def test_every_column_of_a_table_is_printed(page_without_frames, transactional_db, code, columns):
    page = page_without_frames
    cells = [f"Жауапкершілігі {number} 123 456,78" for number in range(columns)]
    rows = "".join(
        "<tr>" + "".join(f"<{tag}><p>{cell}</p></{tag}>" for cell in cells) + "</tr>" for tag in ("th", "td")
    )
    story = make_article("kk", body=f"<p>Мәтін</p><table><tbody>{rows}</tbody></table>")
    page.set_viewport_size({"width": PAPER, "height": 960})
    page.goto(story.address_in(editions.BY_CODE[code]))
    if columns > 4:
        assert len(page.evaluate(CUT)) > 0

    page.emulate_media(media="print")

    assert page.locator(".story-text td").count() == columns
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER


def drawn(pdf):
    """Return how many pieces of text each page of a PDF draws."""
    # A stream may end with the bytes of a line break, so zlib finds its end.
    starts = [match.end() for match in re.finditer(rb"/FlateDecode[^>]*>>\s*stream\r?\n", pdf)]
    contents = [zlib.decompressobj().decompress(pdf[start:]) for start in starts]
    return [len(re.findall(rb"\bT[jJ]\b", content)) for content in contents if b" Tf" in content]


def test_a_long_table_begins_on_the_first_page_and_repeats_its_headings(page, transactional_db):
    rows = "".join("<tr>" + f"<{tag}><p>123 456</p></{tag}>" * 12 + "</tr>" for tag in ["th", *["td"] * 60])
    story = make_article("kk", body=f"<p>Мәтін</p><table><tbody>{rows}</tbody></table>")
    page.goto(story.address_in(editions.BY_CODE["kk"]))
    pages = drawn(page.pdf(format="A4"))
    page.evaluate("document.querySelector('tbody').prepend(document.querySelector('thead tr'))")
    without_head = drawn(page.pdf(format="A4"))

    assert len(pages) == len(without_head) == 2
    assert pages[0] > sum(pages) / 3
    assert pages[0] == without_head[0]
    assert pages[1] > without_head[1]


def test_the_foot_is_never_alone_on_a_page(page, transactional_db):
    photo = make_photo(**in_all_columns(alt="Дала"))
    story = make_article("kk", lead_photo=photo, body="<p>Бірінші сөйлем осы.</p>" * 30)
    page.goto(story.address_in(editions.BY_CODE["kk"]))
    found = []
    while len(pages := drawn(page.pdf(format="A4"))) > 1:
        found.append(pages[1])
        page.evaluate("document.querySelector('.story-text > p').remove()")
    page.evaluate("document.querySelectorAll('main, .nameplate').forEach((part) => part.remove())")
    (foot,) = drawn(page.pdf(format="A4"))

    assert len(found) > 1
    assert min(found) > foot


@pytest.mark.parametrize(
    ("video_url", "address"),
    [
        ("https://youtu.be/aqz-KE-bpKQ", "https://www.youtube.com/watch?v=aqz-KE-bpKQ"),
        ("/media/videos/market-day.mp4", "{}/media/videos/market-day.mp4"),
    ],
)
def test_a_printed_video_says_where_it_can_be_watched(page, live_server, transactional_db, video_url, address):
    address = address.format(live_server.url)
    story = make_article("kk", kind="video", video_url=video_url, lead_photo=make_photo(**in_all_columns(alt="Дала")))
    page.goto(story.address_in(editions.BY_CODE["kk"]))
    assert address not in page.evaluate(WORDS)

    page.emulate_media(media="print")

    assert address in page.evaluate(WORDS)
    assert page.evaluate(LOOKS, ".video .address")[1:] == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]
    for link in page.locator(".video-link a").all():
        assert link.evaluate("(link) => getComputedStyle(link).color") == "rgb(0, 0, 0)"
    assert not page.locator(".video .meta").first.is_visible()
