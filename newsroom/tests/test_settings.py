"""The variables of the environment, and safe defaults without them."""

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
    """Return an environment without pytest and without our variables, except `variables`."""
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
    """Return a function: settings_with(DEBUG="on") returns the settings in that environment."""

    def read(**variables):
        result = start(machine, **{"SECRET_KEY": "a key"} | variables)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    return read


# The secret key


def test_a_missing_secret_key_is_an_error_that_names_it():
    result = manage("check", SECRET_KEY="", DEBUG="off")

    assert result.returncode != 0
    assert (
        result.stderr.strip()
        .splitlines()[-1]
        .startswith("django.core.exceptions.ImproperlyConfigured: SECRET_KEY is not set.")
    )


@pytest.mark.slow
def test_debug_does_not_replace_the_secret_key():
    assert manage("check", SECRET_KEY="", DEBUG="on").returncode != 0


@pytest.mark.slow
def test_the_check_passes_with_a_secret_key():
    result = manage("check", SECRET_KEY="a key", DEBUG="off")

    assert (result.returncode, result.stdout) == (0, "System check identified no issues (0 silenced).\n")


PRODUCTION = {
    "SECRET_KEY": "0123456789 abcdefghijklmnopqrstuvwxyz, and a few more signs",
    "DEBUG": "off",
    "HTTPS": "on",
    "HSTS_SUBDOMAINS": "on",
    "ALLOWED_HOSTS": "news.example.kz",
    "SITE_URL": "https://news.example.kz/",
}


@pytest.mark.slow
def test_production_settings_pass_the_deployment_check(tmp_path):
    database = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    result = manage("check", "--deploy", "--fail-level=WARNING", **PRODUCTION, DATABASE_URL=database)

    assert result.returncode == 0, result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("address", "warning"), [("", "identity.W001"), ("http://news.example.kz", "identity.W002")])
def test_the_deployment_check_asks_for_the_address_of_the_site(address, warning):
    result = manage("check", "--deploy", "--fail-level=WARNING", **PRODUCTION | {"SITE_URL": address})

    assert result.returncode == 1
    assert re.findall(r"\(([a-z]+\.W\d+)\)", result.stderr) == [warning]


def test_the_address_of_the_site_is_empty_or_one_host(machine, settings_with):
    assert [settings_with(SITE_URL=address)["SITE_URL"] for address in ("", "https://news.example.kz:8443/")] == [
        "",
        "https://news.example.kz:8443",
    ]
    for wrong in ("news.example.kz", "https://News.example.kz", "https://a.kz/news", "https://a.kz.", "https://a.kz?b"):
        result = start(machine, SECRET_KEY="a key", SITE_URL=wrong)
        assert result.returncode == 1
        assert "ImproperlyConfigured: SITE_URL: " in result.stderr


def test_the_secret_key_of_the_tests_is_used_only_by_tests(settings_with):
    assert settings_with(SECRET_KEY="a key")["SECRET_KEY"] == "a key"
    assert settings.SECRET_KEY == "known-to-everybody-and-used-by-pytest-only"


# Defaults


def test_debug_is_off_by_default(settings_with):
    assert settings_with()["DEBUG"] is False
    assert settings_with(DEBUG="on")["DEBUG"] is True


def test_insecure_defaults_need_debug(settings_with):
    names = ["ALLOWED_HOSTS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]
    quiet, loud = settings_with(), settings_with(DEBUG="on")

    assert [quiet[name] for name in names] == [[], True, True, True]
    assert [loud[name] for name in names] == [["localhost", "127.0.0.1", "[::1]"], False, False, False]


def test_the_proxy_header_is_trusted_only_behind_a_proxy(settings_with):
    assert "SECURE_PROXY_SSL_HEADER" not in settings_with()
    assert settings_with(BEHIND_PROXY="on")["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_defaults_need_no_other_services(settings_with):
    found = settings_with()

    assert found["DATABASES"]["default"]["ENGINE"] == "django.db.backends.sqlite3"
    assert found["CACHES"]["default"]["BACKEND"] == "django.core.cache.backends.locmem.LocMemCache"
    assert found["STORAGES"]["default"]["BACKEND"] == "django.core.files.storage.FileSystemStorage"
    assert found["EMAIL_BACKEND"] == "django.core.mail.backends.console.EmailBackend"


def test_the_environment_overrides_the_env_file(machine, settings_with):
    (machine / ".env").write_text("SITE_NAME=File\nLOG_LEVEL=DEBUG\n", encoding="utf-8")

    found = settings_with(SITE_NAME="Environment")

    assert (found["SITE_NAME"], found["LOGGING"]["root"]["level"]) == ("Environment", "DEBUG")


# The example


def test_the_example_file_lists_exactly_the_variables_of_the_settings():
    example = (settings.BASE_DIR / ".env.example").read_text(encoding="utf-8")
    shown = re.findall(r"^#?([A-Z0-9_]+)=", example, re.MULTILINE)

    assert len(VARIABLES) > 10
    assert sorted(shown) == sorted(VARIABLES)


# Other services


def test_a_postgresql_url_selects_postgresql(settings_with):
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


def test_a_redis_url_selects_redis(settings_with):
    cache = settings_with(CACHE_URL="redis://cache.example:6380/2")["CACHES"]["default"]

    assert cache["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
    assert cache["LOCATION"] == "redis://cache.example:6380/2"


def test_a_bucket_selects_s3_storage_with_its_public_url(settings_with):
    found = settings_with(**S3)

    assert found["STORAGES"]["default"]["BACKEND"] == "storages.backends.s3.S3Storage"
    with override_settings(STORAGES=found["STORAGES"]):
        assert storages["default"].url("photos/road.jpg") == "https://media.example.kz/photos/road.jpg"
    assert found["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["img-src"] == ["'self'", "https://media.example.kz"]


def test_the_public_url_can_have_a_path(settings_with):
    found = settings_with(**S3 | {"S3_PUBLIC_URL": "https://example.kz:9000/media/"})

    with override_settings(STORAGES=found["STORAGES"]):
        assert storages["default"].url("photos/road.jpg") == "https://example.kz:9000/media/photos/road.jpg"
    assert found["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["img-src"] == ["'self'", "https://example.kz:9000"]


def test_a_bucket_without_a_public_url_is_an_error(machine):
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


def test_the_content_security_policy_has_no_unsafe_sources():
    sources = {
        name: [str(source) for source in sources]
        for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
    }

    assert sources["default-src"] == ["'none'"]
    lax = {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "data:", "blob:", "http:", "https:"}
    assert {name: lax & set(allowed) for name, allowed in sources.items() if lax & set(allowed)} == {}


# Kazakh in other letters


def test_the_environment_selects_the_spelling(settings_with):
    chosen = {"KAZAKH_LATIN": "2018-02", "KAZAKH_ARABIC_HAMZA": "kazinform", "KAZAKH_ARABIC_SPLIT_PATRONYMICS": "on"}
    usual, other = (found["SPELLING"] for found in (settings_with(), settings_with(**chosen)))

    for name, by_default, changed in (
        ("latin", "'2021-04'", "'2018-02'"),
        ("hamza", "'egemen'", "'kazinform'"),
        ("splits_patronymics", "False", "True"),
    ):
        assert f"{name}={by_default}" in usual
        assert f"{name}={changed}" in other


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [("KAZAKH_LATIN", "1929", "2021-04, 2018-02"), ("KAZAKH_ARABIC_HAMZA", "Qamshy", "egemen, kazinform")],
)
def test_an_unknown_alphabet_or_norm_is_an_error_that_says_what_is_accepted(machine, name, value, accepted):
    result = start(machine, SECRET_KEY="a key", **{name: value})

    assert result.returncode == 1
    error = result.stderr.strip().splitlines()[-1]
    assert f'"{name}"' in error
    assert f"Must be one of: {accepted}." in error
