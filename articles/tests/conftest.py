"""Two people at the desk, each with a browser."""

import pytest

from conftest import give_session, watched_page


@pytest.fixture
def colleague(staff):
    """Another member of staff."""
    user = staff("chief editor")
    user.first_name, user.last_name = "Данияр", "М."
    user.save()
    return user


@pytest.fixture
def their_page(chromium, live_server, colleague):
    """The browser of the other member of staff, signed in."""
    with watched_page(chromium, live_server.url) as page:
        give_session(page.context, live_server.url, colleague)
        yield page
