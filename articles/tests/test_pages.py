"""Every seed page is found by its text, in its edition."""

import pytest

from articles.models import Article

pytestmark = pytest.mark.usefixtures("seeds")


def test_front_opens(client):
    assert client.get("/ru/").status_code == 200


def test_every_story_opens_in_every_edition_it_is_published_in(client):
    from newsroom import editions

    opened = 0
    for story in Article.objects.all():
        for edition in editions.EDITIONS:
            if address := story.address_in(edition):
                assert client.get(address).status_code == 200, address
                opened += 1
    assert opened == 28 * 5 + 2 * 2
