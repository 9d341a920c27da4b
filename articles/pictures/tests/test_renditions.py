"""An upload gets renditions in every width, shape and format, cropped around the focal point.

They are made once, and never while a reader waits.
"""

import io
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.management import call_command
from PIL import Image

from articles.models import Photo
from articles.pictures.processing import make_renditions, store
from articles.pictures.renditions import CARD, FORMATS, SHAPES, WHOLE, WIDE, are_made, name_of, names_of
from articles.pictures.shown import SIZES
from articles.tests.makers import make_article, make_photo
from articles.tests.page_content import elements, submit
from newsroom import editions

pytestmark = pytest.mark.one_database


def shown(width=1200, height=800, focal_x=50, focal_y=50):
    file = SimpleNamespace(name="photos/2026/11/0123456789abcdef.jpeg")
    return SimpleNamespace(width=width, height=height, focal_x=focal_x, focal_y=focal_y, file=file)


def panorama():
    """Return a picture of 1600 × 400 pixels: red on the left, green in the middle, blue on the right."""
    picture = Image.new("RGB", (1600, 400), "#20a020")
    picture.paste(Image.new("RGB", (500, 400), "#d02020"), (0, 0))
    picture.paste(Image.new("RGB", (500, 400), "#2040d0"), (1100, 0))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=95)
    return file.getvalue()


def stored_photo(content=None, **fields):
    photo = make_photo(alt_ru="Степь", alt_kk="Дала", **fields)
    photo.file.save("picture.jpg", ContentFile(content or panorama()))
    return photo


def files_of(settings):
    return {str(path.relative_to(settings.MEDIA_ROOT)) for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}


# Shapes, widths and names


@pytest.mark.parametrize("size", [(1200, 800), (800, 1200), (4096, 3000), (60, 40), (1, 1), (3000, 10), (97, 72)])
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_photo_is_cropped_to_the_shape_and_never_enlarged(shape, size):
    photo = shown(*size)
    width, height = shape.size_in(photo)
    assert 0 < width <= size[0]
    assert 0 < height <= size[1]
    if shape.ratio and min(size) > 20:
        assert abs(width / height - shape.ratio) < 0.05
    widths = shape.widths_of(photo)
    assert widths == sorted(set(widths))
    assert len(widths) <= len(shape.widths)
    assert widths[-1] == min(width, shape.widths[-1])


@pytest.mark.parametrize("focal", [(0, 0), (50, 50), (100, 100), (20, 90), (99, 1)])
@pytest.mark.parametrize("shape", [WIDE, CARD], ids=["wide", "card"])
@pytest.mark.parametrize("size", [(1600, 400), (400, 1600), (1200, 800)])
def test_a_crop_contains_the_focal_point_and_is_centred_on_it_if_possible(shape, focal, size):
    photo = shown(*size, *focal)
    left, top, right, bottom = shape.box_in(photo)
    assert 0 <= left < right <= size[0]
    assert 0 <= top < bottom <= size[1]
    x, y = size[0] * focal[0] / 100, size[1] * focal[1] / 100
    assert left <= x <= right
    assert top <= y <= bottom
    if left > 0 and right < size[0]:
        assert abs((left + right) / 2 - x) <= 1
    if top > 0 and bottom < size[1]:
        assert abs((top + bottom) / 2 - y) <= 1


def test_each_rendition_has_a_name_of_its_own_and_a_new_focal_point_changes_the_names_of_crops():
    names = [name for *_, name in names_of(shown())]
    assert len(names) == len(set(names)) == 3 * sum(len(shape.widths_of(shown())) for shape in SHAPES.values())
    others = [name for *_, name in names_of(shown(focal_x=10))]
    whole = {name for name in names if "-whole-" in name}
    assert set(names) & set(others) == whole


# Making them


@pytest.mark.django_db
def test_every_rendition_is_made_once_in_its_format_and_size(settings):
    photo = stored_photo()
    assert not are_made(photo)
    make_renditions(photo)
    assert are_made(Photo.objects.get(pk=photo.pk))
    for shape, width, ending, name in names_of(photo):
        with photo.file.storage.open(name) as file, Image.open(file) as picture:
            assert Image.MIME[picture.format] == FORMATS[ending]
            assert picture.size == (width, shape.height_for(photo, width))
    made = {path: path.stat().st_mtime_ns for path in settings.MEDIA_ROOT.rglob("*.*")}
    make_renditions(photo)
    assert {path: path.stat().st_mtime_ns for path in settings.MEDIA_ROOT.rglob("*.*")} == made


@pytest.mark.slow
@pytest.mark.parametrize(("focal_x", "colour"), [(0, 0), (50, 1), (100, 2)])
@pytest.mark.django_db
def test_crops_show_the_focal_point(focal_x, colour):
    photo = stored_photo(focal_x=focal_x)
    make_renditions(photo)
    for shape, _, _, name in names_of(photo):
        if shape is not WHOLE:
            with photo.file.storage.open(name) as file, Image.open(file) as picture:
                pixel = picture.convert("RGB").getpixel((picture.width // 2, picture.height // 2))
                assert pixel.index(max(pixel)) == colour


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
@pytest.mark.django_db
def test_transparency_is_kept_and_becomes_white_in_jpeg(kind):
    file = io.BytesIO()
    Image.new("RGBA", (120, 90), (200, 0, 0, 0)).save(file, kind)
    photo = stored_photo(file.getvalue())
    make_renditions(photo)
    for *_, ending, name in names_of(photo):
        with photo.file.storage.open(name) as stored, Image.open(stored) as picture:
            pixel = picture.convert("RGBA").getpixel((40, 30))
            assert pixel == (255, 255, 255, 255) if ending == "jpg" else pixel[3] == 0


@pytest.mark.django_db
def test_renditions_are_made_in_any_storage(monkeypatch):
    storage = InMemoryStorage(base_url="https://pictures.example.kz/")
    monkeypatch.setattr(Photo._meta.get_field("file"), "storage", storage)
    photo = stored_photo()
    make_renditions(photo)
    assert all(storage.exists(name) for *_, name in names_of(photo))


@pytest.mark.django_db
def test_a_rendition_that_another_process_has_stored_is_kept(settings):
    photo = stored_photo()
    make_renditions(photo)
    before = files_of(settings)
    name = next(names_of(photo))[-1]
    store(photo.file.storage, name, b"the same, made by another")
    assert files_of(settings) == before


# When they are made


@pytest.mark.django_db(transaction=True)
def test_saving_a_photo_at_the_desk_makes_its_renditions(signed_in):
    client = signed_in("photo editor")
    form = client.get("/admin/articles/photo/add/?edition=ru")
    file = ContentFile(panorama(), "picture.jpg")
    assert submit(client, form, "photo_form", file=file, alt_ru="Степь").status_code == 302
    photo = Photo.objects.get()
    assert are_made(photo)
    assert all(photo.file.storage.exists(name) for *_, name in names_of(photo))
    form = client.get(f"/admin/articles/photo/{photo.pk}/change/?edition=ru")
    assert submit(client, form, "photo_form", focal_x="10").status_code == 302
    moved = Photo.objects.get()
    assert (moved.focal_x, are_made(moved)) == (10, True)
    assert all(moved.file.storage.exists(name) for *_, name in names_of(moved))


@pytest.mark.django_db
def test_the_command_makes_missing_renditions_and_reports_broken_photos(capsys, settings):
    good, broken = stored_photo(key="good"), stored_photo(key="broken")
    (settings.MEDIA_ROOT / broken.file.name).write_bytes(b"no picture")
    with pytest.raises(SystemExit):
        call_command("make_renditions")
    told = capsys.readouterr()
    assert "1 of 2" in told.out
    assert told.err.startswith(f"Степь [ru], {broken.file.name}: ")
    assert [are_made(photo) for photo in Photo.objects.order_by("pk")] == [True, False]
    Photo.objects.filter(pk=broken.pk).delete()
    call_command("make_renditions")
    assert capsys.readouterr().out == ""
    assert good.key == "good"


# On pages


def pictures_on(client, address):
    return [(picture, picture.find(".//img")) for picture in elements(client.get(address), "picture")]


@pytest.mark.django_db
def test_a_story_offers_every_width_of_each_format_and_every_file_exists(client):
    photo = stored_photo()
    make_renditions(photo)
    story = make_article("ru", lead_photo=photo)
    [(picture, image)] = pictures_on(client, story.address_in(editions.BY_CODE["ru"]))[:1]
    types = [source.get("type") for source in picture.iter("source")]
    assert types == ["image/avif", "image/webp"]
    addresses = [image.get("src")]
    for source in picture.iter("source"):
        offered = [entry.split() for entry in source.get("srcset").split(",")]
        assert [width for _, width in offered] == [f"{width}w" for width in WHOLE.widths_of(photo)]
        assert source.get("sizes") in SIZES.values()
        addresses += [address for address, _ in offered]
    prefix = photo.file.storage.base_url
    assert all(photo.file.storage.exists(address.removeprefix(prefix)) for address in addresses)
    assert (image.get("fetchpriority"), image.get("loading"), image.get("alt")) == ("high", None, "Степь")
    assert abs(int(image.get("width")) / int(image.get("height")) - 4) < 0.02
    assert picture.get("style") is image.get("style") is None


@pytest.mark.django_db
def test_without_renditions_the_page_shows_the_photo_itself_and_makes_none(client, settings):
    photo = stored_photo()
    story = make_article("ru", lead_photo=photo)
    before = files_of(settings)
    [(picture, image)] = pictures_on(client, story.address_in(editions.BY_CODE["ru"]))[:1]
    assert (image.get("src"), image.get("width"), image.get("height")) == (photo.file.url, "1600", "400")
    assert list(picture.iter("source")) == []
    client.get("/ru/")
    assert files_of(settings) == before


@pytest.mark.django_db
def test_a_video_of_our_own_shows_a_rendition_until_it_is_started(client):
    photo = stored_photo()
    make_renditions(photo)
    story = make_article("ru", lead_photo=photo, kind="video", video_url="/media/videos/market-day.mp4")
    [video] = elements(client.get(story.address_in(editions.BY_CODE["ru"])), "video")
    assert video.get("poster") == photo.file.storage.url(name_of(photo, WHOLE, 720, "jpg"))


@pytest.mark.django_db
def test_a_front_with_pictures_does_not_query_the_storage(client, monkeypatch):
    """The names of the files are computed. An object store would take tens of milliseconds for each query."""
    photo = stored_photo()
    make_renditions(photo)
    make_article("ru", lead_photo=photo)
    assert pictures_on(client, "/ru/") != []
    storage = Photo._meta.get_field("file").storage
    asked = []
    for act in ("exists", "open", "size", "save"):
        original = getattr(storage, act)
        monkeypatch.setattr(
            type(storage._wrapped), act, lambda self, *a, _o=original, _n=act, **k: asked.append(_n) or _o(*a, **k)
        )
    storage.exists("photos/none.jpg")
    assert asked == ["exists"]  # this test notices queries
    assert client.get("/ru/").status_code == 200
    assert asked == ["exists"]
