"""Fixtures for all tests: the seed pages and samples, members of staff, a real browser."""

import gc
import itertools
import os
import time
from contextlib import ExitStack, contextmanager
from functools import partial

import pytest
from django.conf import settings
from django.core import signing
from django.core.management import call_command
from django.db import connection
from django.template import Template
from django.test import Client
from django.utils import timezone

from newsroom.tests import running_requests
from newsroom.tests.running_requests import wait_for_requests
from newsroom.tests.snapshots import Snapshot

# Playwright runs an event loop in the thread of the test. Django would take the test for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

RENDER = Template._render  # before Django's test environment replaces it

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
PATIENCE = 30_000  # milliseconds: on a busy machine, a click can take more than ten seconds to have its effect


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark tests that ask for no database: Django refuses their queries, so no database can change their result."""
    for item in items:
        if not item.get_closest_marker("django_db") and not DATABASE_FIXTURES & {*item.fixturenames}:
            item.add_marker("one_database")


def pytest_configure():
    running_requests.watch()


def pytest_collection_finish():
    """Let Python look for cycles less often. It took a twentieth of all time."""
    gc.set_threshold(100_000, 50, 100)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from newsroom.tests.scheduler import Scheduler

    return Scheduler(config, log)


def skip_or_fail(reason):
    """Skip a test whose tools are missing. In CI, where they must be there, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def import_or_fail(module):
    """Return a module of requirements-dev.txt. Where it isn't installed, skip what needs it. In CI, fail."""
    try:
        return pytest.importorskip(module)
    except pytest.skip.Exception as skipped:
        if os.environ.get("CI") == "true":
            pytest.fail(skipped.msg)
        raise


@pytest.fixture(scope="session", autouse=True)
def _no_copies_of_contexts(django_test_environment):
    """Render as in production. Django's test client would copy the context of each template for `response.context`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", RENDER)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """Test on a file of SQLite, as in production. In memory, the requests of a browser would share one connection.

    If two come at once, one fails: "database table is locked". The fixture of pytest-django names the database.
    """
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "tests.sqlite3")


@pytest.fixture(scope="session")
def _media_folders(tmp_path_factory):
    """Paths of folders that do not exist yet, because it takes a millisecond to make one for each test."""
    parent = tmp_path_factory.mktemp("media")
    return (parent / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def _own_media_folder(settings, _media_folders):
    settings.MEDIA_ROOT, settings.UPLOADS_ROOT = next(_media_folders), next(_media_folders)


@pytest.fixture(autouse=True)
def _own_list_of_erasures(settings, _own_media_folder):
    settings.ERASURES_FILE = settings.MEDIA_ROOT / "erasures"


@pytest.fixture(autouse=True)
def _only_on_postgresql(request):
    if request.node.get_closest_marker("postgresql") and connection.vendor != "postgresql":
        skip_or_fail("is about PostgreSQL; `make test` runs it there")


@pytest.fixture(scope="session", autouse=True)
def _end_other_connections(request):
    """Close connections that pages left by the browser may still hold, or the database could not be dropped."""
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
    """Snapshots of the fixtures as a new installation loads them. The first test that uses one takes it."""
    folder = tmp_path_factory.mktemp("loaded")
    return {
        name: Snapshot(partial(call_command, "load_fixtures", *sets, verbosity=0), folder / name)
        for name, sets in {"seeds": ["seed pages"], "demo": []}.items()
    }


@pytest.fixture
def seeds(db, loaded):
    """The five seed pages."""
    loaded["seeds"].restore()


@pytest.fixture
def demo(seeds, loaded):
    """The seed pages and the samples of what they lack: a photo story, an opinion, a video, breaking news."""
    loaded["demo"].restore()


@pytest.fixture
def staff(db):
    """staff("editor") is a member of staff in that role."""
    from articles.tests.makers import make_staff

    return make_staff


@pytest.fixture
def signed_in(staff):
    """signed_in("editor") is a client who has signed in at the desk in that role, in English by default."""

    def sign_in(role, language="en"):
        client = Client()
        client.force_login(staff(role, language=language))
        return client

    return sign_in


@pytest.fixture
def superuser(client):
    """superuser("ru") is a client who may do everything at the desk, in Russian, and has shown a second factor."""
    from django_mfa.models import Authenticator
    from django_mfa.session import SESSION_KEY

    from newsroom.staff.models import User

    def sign_in(language="en"):
        user = User.objects.create_superuser(f"root-{language}", password="correct horse", language=language)
        Authenticator.objects.create(user=user, type="totp", data={"secret": "", "last_verified_counter": 0})
        client.force_login(user)
        session = client.session
        session[SESSION_KEY] = {"verified": True, "method": "totp", "at": int(time.time())}
        session.save()
        return client

    return sign_in


@pytest.fixture
def clock(monkeypatch):
    """clock(moment) sets the time that all of our code reads, which then stands still."""

    def set_to(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


class SigningClock:
    """The clock by which Django signs, and ends what it has signed. It goes on, and can be put forward."""

    passed = 0.0

    def time(self):
        return time.time() + self.passed

    def add(self, delta):
        self.passed += delta.total_seconds()


@pytest.fixture
def signing_clock(monkeypatch):
    clock = SigningClock()
    monkeypatch.setattr(signing, "time", clock)
    return clock


@pytest.fixture(scope="session")
def launch_chromium():
    """Return a function that launches a browser, with further options, until the end of all tests."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        skip_or_fail("Playwright is not installed: pip install -r requirements-dev.txt")
    from newsroom.tests.chromium import LAUNCH_OPTIONS, find

    executable = find()
    if not executable:
        skip_or_fail("no Chromium was found: `make test` tries to install one")
    with sync_playwright() as playwright, ExitStack() as launched:

        def launch(*options):
            browser = playwright.chromium.launch(executable_path=executable, args=[*LAUNCH_OPTIONS, *options])
            launched.callback(browser.close)
            return browser

        yield launch


@pytest.fixture(scope="session")
def chromium(launch_chromium):
    return launch_chromium()


@pytest.fixture(scope="session")
def chromium_without_frames(launch_chromium):
    """A browser for tests that measure pages but neither click nor look at them. See `WITHOUT_FRAMES`."""
    from newsroom.tests.chromium import WITHOUT_FRAMES

    return launch_chromium(WITHOUT_FRAMES)


@contextmanager
def watched_page(browser, url):
    """A page of a new visitor. The test fails if its console shows an error or if it requests another host."""
    # A service worker fetches pages a second time, perhaps after the test has ended.
    context = browser.new_context(base_url=url, locale="ru-RU", service_workers="block")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    errors = page.errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith((url, "data:")) else errors.append(request.url),
    )
    yield page
    context.close()
    wait_for_requests()
    assert errors == []


@pytest.fixture
def page(chromium, live_server):
    """A browser page of a new visitor to the site. See `watched_page`."""
    with watched_page(chromium, live_server.url) as page:
        yield page


@pytest.fixture
def page_without_frames(chromium_without_frames, live_server):
    """The same in a browser that draws nothing. See `chromium_without_frames`."""
    with watched_page(chromium_without_frames, live_server.url) as page:
        yield page


@pytest.fixture(scope="module")
def hostile():
    """All hostile payloads."""
    from articles.tests.hostile_markup import payloads

    return payloads()


@pytest.fixture(scope="module")
def hostile_browser(launch_chromium, hostile):
    """A browser that reaches no other host. The payloads have acted in it, on a page without protection."""
    from articles.tests.hostile_markup import NO_OTHER_HOSTS, check_that_they_act

    browser = launch_chromium(NO_OTHER_HOSTS)
    check_that_they_act(browser, hostile)
    return browser


@pytest.fixture
def desk(page, live_server, staff):
    """desk("editor") is a browser page whose visitor has signed in at the desk as a member of staff in that role."""

    def sign_in(role, language="ru"):
        give_session(page.context, live_server.url, staff(role, language=language))
        return page

    return sign_in


def give_session(context, url, user):
    """Sign a browser in without opening the login form and the front page of the desk, which take half a second."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])
