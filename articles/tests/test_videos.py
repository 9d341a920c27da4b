"""Videos are recognized by URL. A page makes no request to another site before the reader starts the video."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.models import Article
from articles.tests.makers import make_article, make_photo
from articles.tests.page_content import elements, parts_of, words_of
from articles.videos import validate_video_address, video_at
from newsroom import editions
from newsroom.tests.policy import POLICY, directives

pytestmark = pytest.mark.one_database

RU = editions.BY_CODE["ru"]
YOUTUBE = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
PLAYER = "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1"
RUTUBE = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("address", "page", "player"),
    [
        (YOUTUBE, YOUTUBE, PLAYER),
        ("https://youtube.com/watch?feature=share&v=aqz-KE-bpKQ&t=10s", YOUTUBE, PLAYER),
        ("https://m.youtube.com/watch?v=aqz-KE-bpKQ", YOUTUBE, PLAYER),
        ("https://youtu.be/aqz-KE-bpKQ?si=tracking", YOUTUBE, PLAYER),
        ("https://www.youtube.com/shorts/aqz-KE-bpKQ", YOUTUBE, PLAYER),
        ("https://www.youtube.com/live/aqz-KE-bpKQ?feature=share", YOUTUBE, PLAYER),
        ("https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ", YOUTUBE, PLAYER),
        (" https://WWW.YouTube.com/watch?v=aqz-KE-bpKQ ", YOUTUBE, PLAYER),
        ("https://vimeo.com/1084537", "https://vimeo.com/1084537", "https://player.vimeo.com/video/1084537?dnt=1&autoplay=1"),
        (
            "https://vimeo.com/1084537/0a1b2c3d4e",
            "https://vimeo.com/1084537/0a1b2c3d4e",
            "https://player.vimeo.com/video/1084537?dnt=1&autoplay=1&h=0a1b2c3d4e",
        ),
        (
            "https://player.vimeo.com/video/1084537?h=0a1b2c3d4e",
            "https://vimeo.com/1084537/0a1b2c3d4e",
            "https://player.vimeo.com/video/1084537?dnt=1&autoplay=1&h=0a1b2c3d4e",
        ),
        (f"https://rutube.ru/video/{RUTUBE}/", f"https://rutube.ru/video/{RUTUBE}/", f"https://rutube.ru/play/embed/{RUTUBE}"),
        (f"https://rutube.ru/play/embed/{RUTUBE}", f"https://rutube.ru/video/{RUTUBE}/", f"https://rutube.ru/play/embed/{RUTUBE}"),
        ("/media/videos/2026/market-day.mp4", "/media/videos/2026/market-day.mp4", ""),
    ],
)  # fmt: skip
def test_a_video_is_recognized_by_each_form_of_its_url(address, page, player):
    validate_video_address(address)
    video = video_at(address)
    assert (video.page, video.player) == (page, player)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "video",
        "http://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "javascript:alert(1)//www.youtube.com/watch?v=aqz-KE-bpKQ",
        "https://www.youtube.com/",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch?v=aqz-KE-bpKQ%22onload",
        "https://www.youtube.com.example.kz/watch?v=aqz-KE-bpKQ",
        "https://www.youtube.com@example.kz/watch?v=aqz-KE-bpKQ",
        "https://example.kz@www.youtube.com/watch?v=aqz-KE-bpKQ",
        "https://www.youtube.com:8443/watch?v=aqz-KE-bpKQ",
        "https://youtu.be/aqz-KE-bpKQ/../../x",
        "https://vimeo.com/channels/staffpicks",
        "https://vimeo.com/١٢٣",
        "https://rutube.ru/video/person/1/",
        "https://example.kz/film.mp4",
        "//example.kz/media/film.mp4",
        "/media/../settings.mp4",
        "/media/film.mp4?x=1",
        "/media/film.html",
        "https://[",
    ],
)
def test_other_urls_are_rejected(address):
    assert video_at(address) is None
    with pytest.raises(ValidationError):
        validate_video_address(address)


def test_of_a_url_with_two_ids_one_id_is_used():
    assert video_at("https://www.youtube.com/watch?v=aqz-KE-bpKQ&v=\"'><script>").player == PLAYER


def test_files_in_an_object_store_are_recognized_by_its_public_url(settings):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {"bucket_name": "b", "custom_domain": "media.example.kz", "querystring_auth": False},
        }
    }
    video = video_at("https://media.example.kz/videos/market-day.mp4")
    assert video.policy == {"media-src": ["https://media.example.kz"]}
    assert video_at("https://other.example.kz/videos/market-day.mp4") is None


@pytest.mark.django_db
def test_the_form_says_which_urls_are_accepted():
    with pytest.raises(ValidationError) as refused:
        Article(video_url="https://example.kz/film.mp4").full_clean()
    assert refused.value.message_dict["video_url"][0].startswith("Enter the URL of a video on YouTube")


# On the page


@pytest.fixture
def story(db):
    photo = make_photo(alt_ru="Рынок", credit_ru="Фото: «Аймақ»")
    return make_article("ru", kind="video", video_url="https://youtu.be/aqz-KE-bpKQ?si=tracking", lead_photo=photo)


def test_without_javascript_there_is_a_link_to_the_video(client, story):
    page = client.get(story.address_in(RU))
    (line,) = parts_of(page, "video-link")
    assert [link.get("href") for link in line.iter("a")] == [YOUTUBE]
    assert words_of(line) == "Смотреть видео на YouTube"
    assert elements(page, "iframe") == []
    (frame,) = parts_of(page, "video")
    assert [words_of(credit) for credit in frame.iter("figcaption")] == ["Фото: «Аймақ»"]


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        (YOUTUBE, "https://www.youtube-nocookie.com"),
        ("https://vimeo.com/1084537", "https://player.vimeo.com"),
        (f"https://rutube.ru/video/{RUTUBE}/", "https://rutube.ru"),
    ],
)
def test_the_policy_of_its_page_alone_allows_the_frame(client, story, address, origin):
    Article.objects.filter(pk=story.pk).update(video_url=address)
    assert directives(client.get(story.address_in(RU))) == POLICY | {"frame-src": [origin]}
    assert directives(client.get("/ru/")) == POLICY


def test_a_file_in_our_storage_is_played_by_the_browser_itself(client, story):
    Article.objects.filter(pk=story.pk).update(video_url="/media/videos/market-day.mp4")
    page = client.get(story.address_in(RU))
    (video,) = elements(page, "video")
    wanted = {"src": "/media/videos/market-day.mp4", "preload": "none", "poster": story.lead_photo.file.url}
    assert {name: video.get(name) for name in wanted} == wanted
    assert "controls" in video.attrib
    assert directives(page) == POLICY | {"media-src": ["'self'"]}


def test_a_url_that_is_no_longer_supported_shows_only_the_photo(client, story):
    Article.objects.filter(pk=story.pk).update(video_url="https://example.kz/film.mp4")
    page = client.get(story.address_in(RU))
    assert parts_of(page, "video") == []
    assert "Рынок" in [picture.get("alt") for picture in elements(page, "img")]


# In a browser


@pytest.fixture
def watched(page, story, transactional_db):
    """The story's page, with a page of this test in place of the platform's player."""
    page.route("https://www.youtube-nocookie.com/**", lambda route: route.fulfill(body="<p>The player</p>"))
    page.goto(story.address_in(RU))
    page.wait_for_function("() => !!customElements.get('video-frame')")
    return page


@pytest.mark.browser
@pytest.mark.parametrize("chosen", [".video-link a", ".video picture"])
def test_the_player_is_loaded_only_when_it_is_started(watched, chosen):
    assert watched.locator("iframe").count() == 0
    assert watched.errors == []
    watched.locator(chosen).click()
    watched.frame_locator("iframe").get_by_text("The player").wait_for()
    assert watched.errors == [PLAYER]
    watched.errors.clear()
    frame = watched.locator("iframe")
    assert (frame.get_attribute("title"), frame.get_attribute("src")) == (watched.locator("h1").inner_text(), PLAYER)
    assert watched.locator(".video-link").count() == 0
    assert watched.locator(".video figcaption").inner_text() == "Фото: «Аймақ»"


@pytest.mark.browser
def test_the_player_can_be_started_with_the_keyboard(watched):
    watched.locator(".video-link a").focus()
    watched.keyboard.press("Enter")
    watched.frame_locator("iframe").get_by_text("The player").wait_for()
    assert watched.evaluate("document.activeElement.tagName") == "IFRAME"
    watched.errors.clear()


@pytest.mark.browser
def test_a_file_in_our_storage_is_fetched_when_it_is_played(page, story, transactional_db):
    name = default_storage.save("videos/market-day.mp4", ContentFile(b"no film"))
    Article.objects.filter(pk=story.pk).update(video_url=default_storage.url(name))
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith(".mp4") else None)
    page.goto(story.address_in(RU))
    page.wait_for_load_state("networkidle")
    assert asked == []
    with page.expect_request("**/market-day.mp4"):
        page.evaluate("document.querySelector('video').play().catch(() => {})")
    page.errors.clear()  # a file of seven letters cannot be played
