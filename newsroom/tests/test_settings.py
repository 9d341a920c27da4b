"""What the environment may say, and that a machine on which it says nothing is a safe one."""

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.test import override_settings
from django.utils import timezone

SETTINGS = settings.BASE_DIR / "newsroom/settings.py"
VARIABLES = set(re.findall(r'\benv\.\w+\(\s*"([A-Z0-9_]+)"', SETTINGS.read_text(encoding="utf-8")))
PRINT = (
    "import json; from newsroom import settings;"
    # The editor's scripts have their addresses only when Django has started.
    "vars(settings).pop('DJANGO_PROSE_EDITOR_EXTENSIONS');"
    "print(json.dumps({name: value for name, value in vars(settings).items() if name.isupper()}, default=str))"
)
S3 = {"S3_BUCKET": "newsroom", "S3_PUBLIC_URL": "https://media.example.kz"}


def environment(**variables):
    """That of a machine on which nobody runs pytest and nothing is set but `variables`."""
    ours = {name for name in os.environ if name in VARIABLES or name.startswith(("PYTEST", "DJANGO"))}
    return {name: value for name, value in os.environ.items() if name not in ours} | variables


def manage(*arguments, **variables):
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, cwd=settings.BASE_DIR, env=environment(**variables), capture_output=True, text=True)


@pytest.fixture
def machine(tmp_path):
    """A folder with the settings, the packages they import and nothing else: no `.env` of a developer."""
    (tmp_path / "newsroom").mkdir()
    for name in ("__init__.py", "settings.py"):
        shutil.copy(settings.BASE_DIR / "newsroom" / name, tmp_path / "newsroom")
    for package in ("alphabets", "editions"):
        source = settings.BASE_DIR / "newsroom" / package
        shutil.copytree(source, tmp_path / "newsroom" / package, ignore=shutil.ignore_patterns("tests"))
    return tmp_path


def start(machine, **variables):
    command = [sys.executable, "-c", PRINT]
    return subprocess.run(command, cwd=machine, env=environment(**variables), capture_output=True, text=True)


@pytest.fixture
def settings_with(machine):
    """settings_with(DEBUG="on") is what the settings make of that environment."""

    def read(**variables):
        result = start(machine, **{"SECRET_KEY": "a key"} | variables)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    return read


# The key


def test_without_a_key_nothing_starts_and_the_message_names_it():
    result = manage("check", SECRET_KEY="", DEBUG="off")

    assert result.returncode != 0
    assert (
        result.stderr.strip()
        .splitlines()[-1]
        .startswith("django.core.exceptions.ImproperlyConfigured: SECRET_KEY is not set.")
    )


@pytest.mark.slow
def test_debug_does_not_make_up_for_a_key():
    assert manage("check", SECRET_KEY="", DEBUG="on").returncode != 0


@pytest.mark.slow
def test_with_a_key_the_check_passes():
    result = manage("check", SECRET_KEY="a key", DEBUG="off")

    assert (result.returncode, result.stdout) == (0, "System check identified no issues (0 silenced).\n")


@pytest.mark.slow
def test_a_machine_with_a_good_key_and_its_names_passes_the_check_for_deployment():
    result = manage(
        "check",
        "--deploy",
        "--fail-level=WARNING",
        SECRET_KEY="0123456789 abcdefghijklmnopqrstuvwxyz, and a few more signs",
        DEBUG="off",
        HTTPS="on",
        HSTS_SUBDOMAINS="on",
        ALLOWED_HOSTS="news.example.kz",
    )

    assert result.returncode == 0, result.stderr


def test_the_key_of_the_tests_is_not_that_of_a_machine(settings_with):
    assert settings_with(SECRET_KEY="a key")["SECRET_KEY"] == "a key"
    assert settings.SECRET_KEY == "known-to-everybody-and-used-by-pytest-only"


# Defaults


def test_debug_is_off_until_asked_for(settings_with):
    assert settings_with()["DEBUG"] is False
    assert settings_with(DEBUG="on")["DEBUG"] is True


def test_nothing_is_lax_until_asked_for(settings_with):
    names = ["ALLOWED_HOSTS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]
    quiet, loud = settings_with(), settings_with(DEBUG="on")

    assert [quiet[name] for name in names] == [[], True, True, True]
    assert [loud[name] for name in names] == [["localhost", "127.0.0.1", "[::1]"], False, False, False]


def test_the_header_of_a_proxy_is_believed_only_where_there_is_one(settings_with):
    assert "SECURE_PROXY_SSL_HEADER" not in settings_with()
    assert settings_with(BEHIND_PROXY="on")["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_without_further_variables_one_laptop_is_enough(settings_with):
    found = settings_with()

    assert found["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"
    assert found["CACHES"]["default"]["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache"
    assert found["STORAGES"]["default"]["BACKEND"] == "django.core.files.storage.FileSystemStorage"
    assert found["EMAIL_BACKEND"] == "django.core.mail.backends.console.EmailBackend"


def test_the_environment_goes_before_the_file(machine, settings_with):
    (machine / ".env").write_text("SITE_NAME=File\nLOG_LEVEL=DEBUG\n", encoding="utf-8")

    found = settings_with(SITE_NAME="Environment")

    assert (found["SITE_NAME"], found["LOGGING"]["root"]["level"]) == ("Environment", "DEBUG")


# The example


def test_the_example_names_every_variable_and_no_other():
    example = (settings.BASE_DIR / ".env.example").read_text(encoding="utf-8")
    shown = re.findall(r"^#?([A-Z0-9_]+)=", example, re.MULTILINE)

    assert len(VARIABLES) > 10
    assert sorted(shown) == sorted(VARIABLES)


# Choosing other parts


def test_an_address_of_postgresql_chooses_it(settings_with):
    database = settings_with(DATABASE_URL="postgres://writer:secret@db.example:5433/paper")["DATABASES"]["default"]

    chosen = {name: database[name] for name in ("ENGINE", "HOST", "PORT", "NAME", "USER", "PASSWORD")}
    assert chosen == {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "db.example",
        "PORT": 5433,
        "NAME": "paper",
        "USER": "writer",
        "PASSWORD": "secret",
    }
    assert "init_command" not in database.get("OPTIONS", {})


def test_an_address_of_redis_chooses_it(settings_with):
    cache = settings_with(CACHE_URL="redis://cache.example:6380/2")["CACHES"]["default"]

    assert cache["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
    assert cache["LOCATION"] == "redis://cache.example:6380/2"


def test_a_bucket_chooses_the_object_store_and_readers_fetch_from_its_public_address(settings_with):
    found = settings_with(**S3)

    assert found["STORAGES"]["default"]["BACKEND"] == "storages.backends.s3.S3Storage"
    with override_settings(STORAGES=found["STORAGES"]):
        assert storages["default"].url("photos/road.jpg") == "https://media.example.kz/photos/road.jpg"
    assert found["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["img-src"] == ["'self'", "https://media.example.kz"]


def test_a_public_address_may_lead_into_a_folder(settings_with):
    found = settings_with(**S3 | {"S3_PUBLIC_URL": "https://example.kz:9000/media/"})

    with override_settings(STORAGES=found["STORAGES"]):
        assert storages["default"].url("photos/road.jpg") == "https://example.kz:9000/media/photos/road.jpg"
    assert found["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["img-src"] == ["'self'", "https://example.kz:9000"]


def test_a_bucket_without_a_public_address_does_not_start(machine):
    result = start(machine, SECRET_KEY="a key", S3_BUCKET="newsroom")

    assert result.returncode != 0
    assert "S3_PUBLIC_URL" in result.stderr.strip().splitlines()[-1]


# Time


@pytest.mark.parametrize(
    ("day", "hours"),
    [((2023, 1, 26), 6), ((2024, 2, 29), 6), ((2024, 3, 1), 5), ((2026, 7, 1), 5)],
    ids=["2023", "last of February 2024", "first of March 2024", "2026"],
)
def test_almaty_moved_its_clocks_on_the_first_of_march_2024(day, hours):
    noon = timezone.localtime(datetime(*day, 7, tzinfo=UTC))

    assert noon.utcoffset() == timedelta(hours=hours)


# Security


def test_the_policy_holds_nothing_unsafe():
    sources = {
        name: [str(source) for source in sources]
        for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
    }

    assert sources["default-src"] == ["'none'"]
    lax = {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "data:", "blob:", "http:", "https:"}
    assert {name: lax & set(allowed) for name, allowed in sources.items() if lax & set(allowed)} == {}


# Kazakh in other letters


def test_the_alphabets_are_written_as_the_machine_says(settings_with):
    usual, acute = settings_with(), settings_with(KAZAKH_LATIN="2018-02", KAZAKH_ARABIC_SPLIT_PATRONYMICS="on")

    assert "latin='2021-04'" in usual["SPELLING"]
    assert "latin='2018-02'" in acute["SPELLING"]
    assert "splits_patronymics=True" in acute["SPELLING"]


def test_an_unknown_alphabet_does_not_start(machine):
    result = start(machine, SECRET_KEY="a key", KAZAKH_LATIN="1929")

    assert result.returncode == 1
    assert "KAZAKH_LATIN: '1929'" in result.stderr
