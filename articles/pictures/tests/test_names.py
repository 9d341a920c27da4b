"""People know a photo by its words, or by its number and how its file was called. Its key is random."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from articles.editorial import publication
from articles.models import Photo
from articles.tests.makers import add_node, make_article, make_photo, photo_node

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def test_a_photo_is_named_by_its_description_its_caption_or_its_number():
    described = make_photo(alt_ru="Степь", caption_kk="Дала")
    captioned = make_photo(caption_ru="Степь весной")
    nameless = make_photo(key="0a1b2c3d4e")
    named = {
        "en": ["Степь [ru]", "Степь весной [ru]"],
        "ru": ["Степь", "Степь весной"],
        "kk": ["Дала", "Степь весной [ru]"],
    }
    for language, name in {"en": "photo No. {}", "ru": "фото № {}", "kk": "№ {} сурет"}.items():
        with translation.override(language):
            assert [str(described), str(captioned)] == named[language]
            assert str(nameless) == f"{name.format(nameless.pk)} (0a1b2c3d4e)"
    nameless.sent_as = "IMG_2041.jpg"
    with translation.override("ru"):
        assert str(nameless) == f"фото № {nameless.pk} (IMG_2041.jpg)"
    assert "0a1b2c3d4e" in str(Photo(key="0a1b2c3d4e"))


def test_a_story_names_the_photos_that_need_a_description():
    story = make_article("kk", lead_photo=make_photo(caption_ru="Степь весной"))
    nameless = make_photo(key="0a1b2c3d4e")
    add_node(story, photo_node(nameless))
    with translation.override("ru"), pytest.raises(ValidationError) as refused:
        publication.refuse_shared_faults(story)
    assert [message.rpartition(": ")[2] for message in refused.value.messages] == [
        "Степь весной.",
        f"фото № {nameless.pk} (0a1b2c3d4e).",
    ]
