"""A story is shared with plain links, in the alphabet of the edition. A script adds two buttons."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from articles.tests.page_content import page_of, words_of
from articles.tests.site.in_all_editions import interface_strings, story_in_all
from newsroom import editions
from newsroom.alphabets import convert

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.one_database]
EVERY_EDITION = pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
CYRILLIC = re.compile("[\u0400-\u04ff]")
TITLES = {
    "kk": "«Аманат»: 100% & қазақ тілі #1 + ән?",
    "ru": "Ёлка & «дом» = 50%",
    "en": "Rates + weather & “more” #2?",
    "zh-hans": "阿斯塔纳：新闻 & 天气？",
    "uz-cyrl": "Ўзбекистон & Қозоғистон",
}


@EVERY_EDITION
def test_share_links_have_the_headline_in_the_alphabet_of_the_edition(client, edition):
    titles = {f"title_{editions.BY_CODE[code].suffix}": title for code, title in TITLES.items()}
    address = story_in_all(**titles).address_in(edition)
    page = page_of(client.get(address))
    (share,) = [element for element in page.iter("section") if element.get("class") == "share"]
    links = {words_of(link): link.get("href") for link in share.iter("a")}
    whatsapp, telegram, mail = links.values()

    title = TITLES[edition.stored_in]
    if edition.is_derived:
        title = convert(title, edition.tag)
        assert CYRILLIC.findall(title) == []
    here = f"http://testserver{address}"
    assert all(href.isascii() and " " not in href and "+" not in href for href in links.values())
    assert urlsplit(whatsapp)[:3] == ("https", "wa.me", "/")
    assert parse_qs(urlsplit(whatsapp).query) == {"text": [f"{title}\n{here}"]}
    assert urlsplit(telegram)[:3] == ("https", "t.me", "/share/url")
    assert parse_qs(urlsplit(telegram).query) == {"url": [here], "text": [title]}
    assert mail.startswith("mailto:?")
    parts = dict(part.split("=") for part in mail.removeprefix("mailto:?").split("&"))
    assert {name: unquote(value) for name, value in parts.items()} == {"subject": title, "body": here}
    assert {(link.get("rel"), link.get("target")) for link in share.iter("a") if "://" in link.get("href")} == {
        ("noopener noreferrer", None)
    }


def test_the_copy_button_copies_the_link_and_confirms_it(reader):
    story = story_in_all()
    page = reader(permissions=["clipboard-read", "clipboard-write"])
    address = story.address_in(editions.BY_CODE["kk-arab"])
    page.goto(f"{address}?utm_source=telegram")
    page.evaluate("parsed")
    (words,) = interface_strings(["Copy the link"], editions.BY_CODE["kk-arab"])

    page.get_by_role("button", name=words).press("Enter")

    (copied,) = interface_strings(["Copied"], editions.BY_CODE["kk-arab"])
    page.get_by_role("status").filter(has_text=copied).wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"://{urlsplit(page.url).netloc}{address}")
    assert page.evaluate("shifted()") == 0


def test_the_link_is_shown_if_copying_is_refused(reader):
    story = story_in_all()
    page = reader()
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));")
    offered = []
    page.on("dialog", lambda dialog: (offered.append((dialog.message, dialog.default_value)), dialog.dismiss()))
    page.goto(story.address_in(editions.BY_CODE["en"]))

    with page.expect_event("dialog"):
        page.get_by_role("button", name="Copy the link").click()

    assert offered == [("Copy the link", page.url)]


def test_a_phone_opens_its_share_sheet(reader):
    story = story_in_all(title_en="Two lakes")
    page = reader(has_touch=True, is_mobile=True)
    page.goto(story.address_in(editions.BY_CODE["en"]))
    assert not page.get_by_role("button", name="Other apps").is_visible()

    # Chromium for Linux has no share sheet, so this function takes its place.
    page.add_init_script("navigator.share = (what) => { window.shared = what; return Promise.reject(new Error()); };")
    page.reload()
    page.get_by_role("button", name="Other apps").click()

    assert page.evaluate("shared") == {"title": "Two lakes", "url": page.url}
