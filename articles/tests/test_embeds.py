"""Posts of other sites are recognized by their addresses, and nothing else of an address gets into a page."""

import pytest

from articles.embeds import embed_at
from articles.models import Draft
from articles.tests.desk import RU
from articles.tests.edit_page import open_story, saved
from articles.tests.makers import make_article
from articles.tests.page_content import elements, parts_of, words_of
from newsroom.tests.policy import directives

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("address", "page", "origin", "shape"),
    [
        ("https://youtu.be/aqz-KE-bpKQ?si=x", "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
         "https://www.youtube-nocookie.com", "wide"),
        ("https://t.me/aqorda_resmi/12345", "https://t.me/aqorda_resmi/12345", "https://t.me", "post"),
        ("https://t.me/s/aqorda_resmi/12345?single", "https://t.me/aqorda_resmi/12345", "https://t.me", "post"),
        ("https://www.instagram.com/p/DAbc_-12345/?igsh=x", "https://www.instagram.com/p/DAbc_-12345/",
         "https://www.instagram.com", "post"),
        ("https://instagram.com/some.user/reel/DAbc_-12345/", "https://www.instagram.com/reel/DAbc_-12345/",
         "https://www.instagram.com", "post"),
        ("https://www.instagram.com/reels/DAbc_-12345/", "https://www.instagram.com/reel/DAbc_-12345/",
         "https://www.instagram.com", "post"),
        ("https://x.com/User_1/status/1730123456789012345/photo/1", "https://x.com/User_1/status/1730123456789012345",
         "https://platform.twitter.com", "post"),
        ("https://www.tiktok.com/@some.user/video/7301234567890123456?q=1",
         "https://www.tiktok.com/@some.user/video/7301234567890123456", "https://www.tiktok.com", "tall"),
        ("https://twitter.com/User_1/status/1730123456789012345?s=20", "https://x.com/User_1/status/1730123456789012345",
         "https://platform.twitter.com", "post"),
        ("https://www.facebook.com/some.page/posts/pfbid0Abc123", "https://www.facebook.com/some.page/posts/pfbid0Abc123",
         "https://www.facebook.com", "post"),
        ("https://m.facebook.com/reel/1234567890", "https://www.facebook.com/reel/1234567890",
         "https://www.facebook.com", "wide"),
        ("https://vk.com/video-12345_67890?list=x", "https://vk.com/video-12345_67890", "https://vk.com", "wide"),
    ],
)  # fmt: skip
def test_a_post_is_recognized_by_its_address(address, page, origin, shape):
    embed = embed_at(address)
    assert (embed.page, embed.origin, embed.shape) == (page, origin, shape)
    assert embed_at(embed.page) == embed


@pytest.mark.parametrize(
    "address",
    [
        "", "embed", "https://", "https://[", "http://t.me/aqorda_resmi/1", "//t.me/aqorda_resmi/1", "https://t.me/joinchat/abc",
        "https://t.me/aqorda_resmi", "https://t.me.example.org/aqorda_resmi/1", "https://example.org/t.me/aqorda_resmi/1",
        "https://user@t.me/aqorda_resmi/1", "https://t.me:8443/aqorda_resmi/1", "javascript:alert(1)//t.me/x/1",
        "https://x.com/user/status/1\"onload=alert(1)", "https://www.facebook.com/page/posts/../../x",
        "https://www.facebook.com/../posts/12345",
        "https://www.instagram.com/p/<script>/", "https://vk.com/wall-1_2", "/media/videos/x.mp4",
    ],
)  # fmt: skip
def test_other_addresses_are_no_embeds(address):
    assert embed_at(address) is None


@pytest.mark.django_db
def test_a_page_shows_each_post_behind_a_link_and_allows_only_its_site(client):
    addresses = ["https://t.me/aqorda_resmi/12345", "https://x.com/user/status/1730123456789012345"]
    nodes = "".join(
        f'<figure data-embed="{address}" data-caption="Запись &lt;1&gt;"></figure>' for address in addresses
    )
    other = '<figure data-embed="https://example.org/x"></figure>'
    story = make_article("ru", body=f"<p>Текст</p>{nodes}{other}", video_url="https://youtu.be/aqz-KE-bpKQ")
    page = client.get(story.address_in(RU))
    links = [link.get("href") for part in parts_of(page, "embed") for link in part.iter("a")]
    assert links == addresses
    assert [words_of(part) for part in elements(page, "figcaption")] == ["Запись <1>"] * 2
    assert b"example.org" not in page.content
    assert len([script for script in elements(page, "script") if "video-frame" in script.get("src")]) == 1
    frames = directives(page)["frame-src"]
    assert {"https://t.me", "https://platform.twitter.com", "https://www.youtube-nocookie.com"} == {*frames} - {
        "'self'"
    }
    plain = client.get(make_article("ru").address_in(RU))
    assert [*directives(plain).get("frame-src", [])] == []


@pytest.mark.django_db
def test_the_desk_is_told_which_addresses_are_embeds(signed_in):
    address, query = "/admin/articles/article/embeds/", {"embed": ["https://youtu.be/aqz-KE-bpKQ", "https://[", "\0"]}
    told = {
        "https://youtu.be/aqz-KE-bpKQ": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "https://[": None,
        "\0": None,
    }
    assert signed_in("reporter").get(address, query).json() == {"embed": told}
    assert signed_in("moderator").get(address, query).status_code == 403


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_pasted_address_of_a_post_becomes_an_embed(desk):
    story = make_article("ru", body="<p>Текст</p>")
    page = desk("editor")
    open_story(page, story)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("draft-editor").evaluate('({ editor }) => editor.commands.focus("end")')
    page.locator(".tiptap:focus").wait_for()
    for address in ("https://example.org/x", "https://x.com/u/status/1730123456789012345?s=20"):
        page.keyboard.press("Enter")
        page.evaluate("(text) => navigator.clipboard.writeText(text)", address)
        page.keyboard.press("Control+v")
    page.locator(".story-node[data-kind=embed]").wait_for()
    saved(page)
    blocks = [html for _id, html in Draft.objects.get().blocks]
    assert blocks[1:] == [
        '<p><a href="https://example.org/x">https://example.org/x</a></p>',
        '<figure data-embed="https://x.com/u/status/1730123456789012345"></figure>',
    ]
