"""What every test may ask for: the paper with its seed pages, its staff, a real browser."""

import os
from functools import partial

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from newsroom.tests.snapshots import Snapshot

# Playwright runs an event loop in the thread of the test, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark tests that ask for no database: pytest-django refuses their queries, so they behave alike on all of them."""
    for item in items:
        if not item.get_closest_marker("django_db") and not DATABASE_FIXTURES & {*item.fixturenames}:
            item.add_marker("one_database")


def out_of_reach(reason):
    """Skip aloud; where everything must be there (CI), fail."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(autouse=True)
def _media_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _only_on_postgresql(request):
    if request.node.get_closest_marker("postgresql") and connection.vendor != "postgresql":
        out_of_reach("speaks of PostgreSQL; `make test` runs it there")


@pytest.fixture(scope="session", autouse=True)
def _nobody_left(request):
    """At the end no page that a browser was just leaving keeps a connection: the database could not be dropped."""
    if connection.vendor != "postgresql":
        yield
        return
    request.getfixturevalue("django_db_setup")
    blocker = request.getfixturevalue("django_db_blocker")
    yield
    with blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture(scope="session")
def loaded(tmp_path_factory):
    """Snapshots of the fixtures as a fresh installation loads them: for the first test that asks for them."""
    folder = tmp_path_factory.mktemp("loaded")
    return {
        name: Snapshot(
            partial(call_command, "load_fixtures", *sets, verbosity=0), folder / name, without=["articles_listentry"]
        )
        for name, sets in {"seeds": ["seed pages"], "demo": []}.items()
    }


@pytest.fixture
def seeds(db, loaded):
    """The five seed pages."""
    loaded["seeds"].restore()


@pytest.fixture
def demo(seeds, loaded):
    """What they have none of besides: a photo story, an opinion, a video, breaking news."""
    loaded["demo"].restore()


@pytest.fixture
def staff(db):
    """staff("editor") is a member of staff in that role."""
    from articles.editorial.roles import set_roles
    from articles.tests.makers import make_staff

    set_roles()
    return make_staff


@pytest.fixture
def signed_in(staff):
    """signed_in("editor") is a client at the desk; the desk speaks English unless told otherwise."""

    def sign_in(role, language="en"):
        client = Client()
        client.force_login(staff(role, language=language))
        return client

    return sign_in


@pytest.fixture
def superuser(client):
    """superuser("ru") is the client of somebody who may do everything, at a Russian desk."""

    from newsroom.staff.models import User

    def sign_in(language="en"):
        client.force_login(
            User.objects.create_superuser(f"root-{language}", password="correct horse", language=language)
        )
        return client

    return sign_in


@pytest.fixture(scope="session")
def chromium():
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        out_of_reach("Playwright is not installed: pip install -r requirements-dev.txt")
    from newsroom.tests.chromium import LAUNCH_OPTIONS, find

    executable = find()
    if not executable:
        out_of_reach("no Chromium on PATH nor of Playwright's own: `make test` installs one where it can")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=LAUNCH_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium, live_server):
    """A page of a new visitor. A test that leaves an error on the console, or calls a foreign host, fails."""
    # What is kept for reading offline is fetched once more, perhaps after the test has ended.
    context = chromium.new_context(base_url=live_server.url, locale="ru-RU", service_workers="block")
    page = context.new_page()
    page.set_default_timeout(10_000)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith((live_server.url, "data:")) else complaints.append(request.url),
    )
    page.complaints = complaints
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def desk(page, staff):
    """desk("editor") is a page on which somebody in that role has signed in."""

    def sign_in(role, language="ru"):
        user = staff(role, language=language)
        page.goto("/admin/")
        page.locator("#id_username").fill(user.username)
        page.locator("#id_password").fill("correct horse")
        page.locator("[type=submit]").click()
        page.locator("#user-tools").wait_for()
        return page

    return sign_in
