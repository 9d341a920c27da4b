"""Settings. The environment and `.env` set only what differs between machines (see `.env.example`)."""

import os
import re
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

import django.conf.locale
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django_prose_editor.config import html_tags, process_link
from environs import Env, validate
from js_asset import static_lazy

from newsroom.alphabets import LATIN_ALPHABETS, NORMS_OF_HAMZA, Spelling
from newsroom.editions import EDITIONS, STORED
from newsroom.editions.marked_languages import allow_marked_languages

BASE_DIR = Path(__file__).resolve().parent.parent
UNDER_TEST = "PYTEST_VERSION" in os.environ  # pytest sets it while it runs

env = Env()
if not UNDER_TEST:  # a developer's .env must not change what the tests see
    env.read_env(BASE_DIR / ".env", recurse=False)

# --- This machine -----------------------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = "known-to-everybody-and-used-by-pytest-only" if UNDER_TEST else env.str("SECRET_KEY", "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set. Set it in the environment or in .env; `make .env` creates one.")

# Keys that seal the history of stories (articles/editorial/history/). The first seals, all of them are tried.
HISTORY_KEYS = [*([] if UNDER_TEST else env.list("HISTORY_KEYS", [])), SECRET_KEY]
if not all(key.strip() for key in HISTORY_KEYS):
    raise ImproperlyConfigured("HISTORY_KEYS has an empty key, with which anybody could seal the history.")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
VAR = BASE_DIR / "var"  # files that the application creates; git ignores them
# Connections are kept, because opening one takes longer than answering most requests.
KEPT = {} if UNDER_TEST else {"conn_max_age": 60, "conn_health_checks": True}
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR}/newsroom.sqlite3", **KEPT)}
CACHES = {"default": env.dj_cache_url("CACHE_URL", "locmem://")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR.mkdir(exist_ok=True)
    # Writers queue instead of failing at once, and readers do not wait for them.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # PostgreSQL would compile queries that look costly, which takes a second. All do before the first ANALYZE.
    options = DATABASES["default"].setdefault("OPTIONS", {})
    options["options"] = f"{options.get('options', '')} -c jit=off".strip()

MAINTENANCE_FILE = env.path("MAINTENANCE_FILE", VAR / "maintenance")  # while it exists, every page answers 503

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", "newsroom@localhost")
vars().update(env.dj_email_url("MAIL_URL", "console://"))
EMAIL_TIMEOUT = 10  # seconds; without it, a mail server that doesn't answer would occupy a process for ever
ADMINS = [("", address) for address in env.list("ADMINS", [])]

# --- The site ---------------------------------------------------------------------------------------------------

# The address of the site in canonical links, share links and metadata. Without it, pages print the host of the request,
# which may have a port, capitals or a dot at its end.
SITE_URL = env.str("SITE_URL", "").rstrip("/")
if SITE_URL and not re.fullmatch(r"https?://[a-z0-9.-]*[a-z0-9](:[0-9]+)?", SITE_URL):
    raise ImproperlyConfigured(f"SITE_URL: {SITE_URL!r} is not an address like https://news.example.kz, in lower case.")

SITE_NAME = env.str("SITE_NAME", "Аймақ")  # until the site identity is filled in at the desk

# Font for the text of Chinese share cards. The project contains none; without one, these cards have no text.
CHINESE_FONT = env.str("CHINESE_FONT", "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc")

# Whether browsers store opened stories (static/js/sw.js). If off, they delete them on their next visit.
OFFLINE_READING = env.bool("OFFLINE_READING", True)

# The attributes of what stands in a text besides words (content/nodes.py).
NODES = {"figure": [f"data-{name}" for name in ("photo", "gallery", "embed", "story", "alt", "caption", "credit")]}
# Our extensions of the editor: their scripts, and what they add to the allow-list (content/clean_html.py).
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {"js": [static_lazy("desk/menu-words.js")], "extensions": {"MenuWords": html_tags([])}},
    {"js": [static_lazy("desk/language.js")], "extensions": {"Language": allow_marked_languages}},
    {"js": [static_lazy("desk/story-nodes.js")], "extensions": {"StoryNodes": html_tags(["figure"], NODES)}},
    {"js": [static_lazy("desk/links.js")], "extensions": {"Link": process_link}},  # instead of the editor's own
    {"js": [static_lazy("desk/paste/paste.js")], "extensions": {"Paste": html_tags([])}},
    {"js": [static_lazy("desk/block-ids.js")], "extensions": {"BlockIds": html_tags([])}},  # no id may be published
    {"js": [static_lazy("desk/suggestions/suggestions.js")], "extensions": {"Suggestions": html_tags([])}},
]

# Kazakh in Latin and Arabic letters: choices that no law settles. `Spelling` explains each.
SPELLING = Spelling(
    latin=env.str("KAZAKH_LATIN", Spelling.latin, validate=validate.OneOf(LATIN_ALPHABETS)),
    tse=env.str("KAZAKH_LATIN_TSE", Spelling.tse),
    che=env.str("KAZAKH_LATIN_CHE", Spelling.che),
    shcha=env.str("KAZAKH_LATIN_SHCHA", Spelling.shcha),
    yo=env.str("KAZAKH_LATIN_YO", Spelling.yo),
    hamza=env.str("KAZAKH_ARABIC_HAMZA", Spelling.hamza, validate=validate.OneOf(NORMS_OF_HAMZA)),
    soft_sign_glides=env.bool("KAZAKH_ARABIC_SOFT_SIGN_GLIDES", Spelling.soft_sign_glides),
    splits_patronymics=env.bool("KAZAKH_ARABIC_SPLIT_PATRONYMICS", Spelling.splits_patronymics),
)

# Weather and rates (`manage.py refresh_informers`). {day}, {latitude} and {longitude} are replaced in these URLs. An
# empty URL switches its source off.
RATES_URL = env.str("RATES_URL", "https://nationalbank.kz/rss/get_rates.cfm?fdate={day}")
WEATHER_URL = env.str(
    "WEATHER_URL", "https://api.met.no/weatherapi/locationforecast/2.0/compact?lat={latitude}&lon={longitude}"
)
# MET Norway refuses requests whose User-Agent names no site and no contact.
INFORMERS_USER_AGENT = " ".join(
    ["newsroom/1.0", *([SITE_URL] if SITE_URL else ALLOWED_HOSTS[:1]), parseaddr(DEFAULT_FROM_EMAIL)[1]]
)
INFORMERS_TIMEOUT = 15  # seconds for a whole answer, from the DNS lookup to the last byte
INFORMERS_MAX_BYTES = 512 * 1024  # the bank sends 12 kB, a forecast for a town has 50
# How old a reading may be, in days, before it shows its day. A rate holds over a long weekend, a temperature doesn't.
INFORMERS_RATE_DAYS = 4
INFORMERS_WEATHER_DAYS = 0
# The largest factor by which a rate can change in a day (August 2015: 1.36), and at all: a misplaced decimal point
# makes a factor of ten, however old the last good rate is.
INFORMERS_RATE_CHANGE_A_DAY = 1.3
INFORMERS_RATE_CHANGE = 8

# Whether requests of the desk carry out effects such as mails, after they were answered (newsroom/outbox/). Off in
# tests, where they would add queries to those that are counted.
DELIVERS_AFTER_REQUESTS = not UNDER_TEST

# Who may comment (articles/comments/people/): anybody, or people who have confirmed an address or a phone by a code.
COMMENTER_IDENTITY = env.str("COMMENTER_IDENTITY", "none", validate=validate.OneOf(["none", "email", "sms"]))
# Keys that encrypt their contacts, and keys of the hashes by which these are found. The first of each is used for what
# is written, all of them for what is read.
COMMENTER_KEYS = [] if UNDER_TEST else env.list("COMMENTER_KEYS", [])
COMMENTER_HASH_KEYS = [] if UNDER_TEST else env.list("COMMENTER_HASH_KEYS", [])
if not all(key.strip() for key in [*COMMENTER_KEYS, *COMMENTER_HASH_KEYS]):
    raise ImproperlyConfigured("COMMENTER_KEYS or COMMENTER_HASH_KEYS has an empty key.")
if COMMENTER_IDENTITY != "none" and not (DEBUG or UNDER_TEST or (COMMENTER_KEYS and COMMENTER_HASH_KEYS)):
    raise ImproperlyConfigured("COMMENTER_IDENTITY needs COMMENTER_KEYS and COMMENTER_HASH_KEYS, which are kept apart.")
COMMENTER_KEYS = COMMENTER_KEYS or [f"contacts {SECRET_KEY}"]
COMMENTER_HASH_KEYS = COMMENTER_HASH_KEYS or [f"hashes {SECRET_KEY}"]
# The version of the rules that commenters agree to. With another one, they agree again.
COMMENTER_AGREEMENT = env.str("COMMENTER_AGREEMENT", "1")
# How many months a contact is kept after the agreement has ended. 0: it is erased at once.
COMMENTER_KEPT_MONTHS = env.int("COMMENTER_KEPT_MONTHS", 3, validate=validate.Range(min=0))
# The list of erasures. It must survive the database, and all servers must share it.
ERASURES_FILE = env.path("ERASURES_FILE", VAR / "erasures")

# How codes are sent by SMS: printed to the console, or posted to the gateway of a provider.
SMS_BACKEND = env.str("SMS_BACKEND", "console", validate=validate.OneOf(["console", "http"]))
SMS_URL = env.str("SMS_URL", "")
SMS_TOKEN = env.str("SMS_TOKEN", "")
SMS_SENDER = env.str("SMS_SENDER", "")
if SMS_BACKEND == "http" and not re.match(r"https?://", SMS_URL):
    raise ImproperlyConfigured("SMS_BACKEND=http needs SMS_URL, the address of the gateway.")
SMS_TIMEOUT = 10  # seconds
# Countries whose numbers get codes; a number without a country code is one of the first.
SMS_COUNTRIES = env.list("SMS_COUNTRIES", ["KZ", "RU", "UZ", "KG"])
MOST_CODES_AN_HOUR = env.int("MOST_CODES_AN_HOUR", 500)  # to all readers: a flood must not cost a fortune

# --- Apps and middleware ----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "newsroom.database",
    "newsroom.outbox",
    "django_mfa",  # before ours, which replaces one of its factors and hides its lists
    "newsroom.staff",
    "newsroom.identity",
    "newsroom.informers",
    "newsroom.dictionary",
    "newsroom.house_style",
    "articles",  # before modeltranslation, whose `loaddata` it extends
    "articles.comments.people",
    "articles.comments",
    "modeltranslation",
    "newsroom.desk.apps.DeskConfig",  # Django's admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "axes",
    "django_filters",
    "django_prose_editor",
    "tree_queries",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",  # inside WhiteNoise: a policy has 260 bytes, which static files don't need
    "newsroom.serving.compression.CompressionMiddleware",
    "newsroom.serving.snapshots.SnapshotMiddleware",  # outside whatever reads for a page
    "newsroom.editions.middleware.EditionMiddleware",
    "newsroom.serving.maintenance.MaintenanceMiddleware",
    "newsroom.serving.methods.MethodsMiddleware",
    "articles.due_changes.DueChangesMiddleware",  # before anything reads what a planned change writes
    "newsroom.staff.sessions.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "newsroom.desk.large_forms.LargeFormMiddleware",  # before the check of tokens, which reads the form
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.staff.second_factor.middleware.SecondFactorMiddleware",
    "newsroom.staff.known_browsers.KnownBrowserMiddleware",
    "newsroom.outbox.middleware.DeliveryMiddleware",
    "newsroom.staff.middleware.DeskLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",  # last, as it answers instead of the page that refused a password
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
AUTH_USER_MODEL = "staff.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # so that our templates can override those of forms
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "newsroom.templatetags.desk",
                "newsroom.templatetags.editions",
                "newsroom.templatetags.site",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.serving.site_context.context_processor",
            ],
        },
    }
]

# --- Languages and time -----------------------------------------------------------------------------------------

# Django does not know these codes, but modeltranslation and the admin ask it for their names.
django.conf.locale.LANG_INFO.update(
    {
        edition.code: {
            "bidi": edition.direction == "rtl",
            "code": edition.code,
            "name": edition.english_name,
            "name_local": edition.autonym,
        }
        for edition in EDITIONS
    }
)
LANGUAGE_CODE = "en"
LANGUAGES = [(edition.code, edition.english_name) for edition in EDITIONS]
MODELTRANSLATION_LANGUAGES = [edition.code for edition in STORED]
MODELTRANSLATION_DEFAULT_LANGUAGE = "kk"
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ()} | {edition.code: edition.fallbacks for edition in STORED}
LOCALE_PATHS = [BASE_DIR / "newsroom/locale", BASE_DIR / "newsroom/locale_of_django"]  # ours, then what Django's lack
FORMAT_MODULE_PATH = ["newsroom.formats"]
DESK_LANGUAGES = ["kk", "ru", "en"]

TIME_ZONE = "Asia/Almaty"  # UTC+5 since 1 March 2024, UTC+6 before; no fixed offset is right for both
USE_TZ = True

# --- Files ------------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", VAR / "static")
STATICFILES_DIRS = [BASE_DIR / "newsroom/static"]
STATICFILES_FINDERS = [
    "newsroom.serving.stylesheet.StylesheetFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", VAR / "media")
# Pictures that wait to be processed. They have metadata, so no server may publish this folder.
UPLOADS_ROOT = env.path("UPLOADS_ROOT", VAR / "uploads")

# How long a removed photo, or the former picture of a photo, can be brought back. Then `delete_removed` deletes it.
REMOVED_PHOTOS_KEPT_FOR = timedelta(days=env.int("REMOVED_PHOTOS_DAYS", 7))

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "uploads": {"BACKEND": "articles.pictures.private_files.PrivateFiles"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or UNDER_TEST
        else "newsroom.serving.static_files.StaticFiles"
    },
}
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "woff2", "png", "jpg", "webp", "avif"]
media_origin = []
if bucket := env.str("S3_BUCKET", ""):
    public_address = env.str("S3_PUBLIC_URL")  # where readers fetch pictures from
    at_s3 = {
        "endpoint_url": env.str("S3_ENDPOINT", None),
        "access_key": env.str("S3_ACCESS_KEY", None),
        "secret_key": env.str("S3_SECRET_KEY", None),
        "region_name": env.str("S3_REGION", None),
        "file_overwrite": False,
    }
    published_at_s3 = {
        "bucket_name": bucket,
        "custom_domain": urlsplit(public_address).netloc + urlsplit(public_address).path.rstrip("/"),
        "url_protocol": urlsplit(public_address).scheme + ":",
        "querystring_auth": False,
    }
    STORAGES["default"] = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": at_s3 | published_at_s3}
    # Several servers need it: any of them may process what another has received.
    if private_bucket := env.str("S3_PRIVATE_BUCKET", ""):
        options = at_s3 | {"bucket_name": private_bucket, "default_acl": "private"}
        STORAGES["uploads"] = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    media_origin = ["{0.scheme}://{0.netloc}".format(urlsplit(public_address))]

# --- Security ---------------------------------------------------------------------------------------------------

# Only pages that use a nonce get one: those with the desk's editor. So readers' pages can be cached.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, *media_origin],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a form of the desk has five for each photo; to read them takes 7 ms
CSRF_FAILURE_VIEW = "articles.views.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [])

HTTPS = env.bool("HTTPS", not DEBUG and not UNDER_TEST)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_SUBDOMAINS", False)
# Only if your proxy sets these headers and removes them from requests: X-Forwarded-Proto and X-Forwarded-For.
BEHIND_PROXY = env.bool("BEHIND_PROXY", False)
# How many proxies a request comes through, if each adds the address that it sees to X-Forwarded-For.
PROXIES = env.int("PROXIES", 1, validate=validate.Range(min=1))
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
if UNDER_TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # because tests log in hundreds of times

LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "newsroom.staff.demo_accounts.NoDemoPasswords",
    "newsroom.staff.backends.StaffBackend",
    "django_mfa.backends.WebAuthnBackend",
]
SESSION_ENGINE = "newsroom.staff.session_store"
# The second factor (newsroom/staff/second_factor/). Passkeys belong to this host; another one needs new passkeys.
MFA_REQUIRED = "newsroom.staff.second_factor.rules.is_required"
MFA_FACTORS = ["webauthn", "totp", "recovery_codes"]
MFA_ISSUER_NAME = MFA_FIDO2_RP_NAME = SITE_NAME
MFA_FIDO2_RP_ID = urlsplit(SITE_URL).hostname or next((host.lstrip(".") for host in ALLOWED_HOSTS), "localhost")
MFA_BASE_TEMPLATE = "admin/account.html"
MFA_CLIENT_IP_RESOLVER = "newsroom.serving.client_address.client_address"
# After ten failures in a row, strangers cannot sign in for a while: nobody from that address, nobody with that name.
# Browsers in which the owner has signed in before are counted apart (staff/known_browsers.py), and passkeys are not
# counted at all. Failures are logged and stored, without passwords. Each locked attempt is logged.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = "newsroom.staff.known_browsers.counted"
AXES_USERNAME_CALLABLE = "newsroom.staff.known_browsers.name_of_attempt"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "newsroom.serving.client_address.client_address"
AXES_LOCKOUT_CALLABLE = "newsroom.staff.views.too_many_failures"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = True  # log each failure
AXES_SENSITIVE_PARAMETERS = []  # by default the log has stars instead of the user name and the address

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"debug_is_off": {"()": "django.utils.log.RequireDebugFalse"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "mail_admins": {"class": "django.utils.log.AdminEmailHandler", "level": "ERROR", "filters": ["debug_is_off"]},
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    # Without Django's own handler for the console, which would print every line a second time.
    "loggers": {"django": {"handlers": ["mail_admins"], "level": "INFO"}},
}
