"""Ask what colleagues do with an edition, every two seconds and for one query.

A session and an account would be two queries more. So the page gets an address with a signed token, which names the
account, the story and the edition. The token ends after ten minutes, with the account or its access to the desk, and
with a new password.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.editorial.state_mark import columns_of_mark, mark_in, with_notes
from articles.models import Presence
from newsroom import editions
from newsroom.staff.models import User

SALT = "articles.editorial.presence"
TOKEN_LIFE = timedelta(minutes=10)
HERE_FOR = timedelta(seconds=40)
"""A page in the background asks every 15 seconds."""
NOTED_EVERY = timedelta(seconds=12)
STORY = "article__"


class NoAccessError(Exception):
    """The token is too old, or its account may not ask any more."""


class StoryIsGoneError(Exception):
    """Somebody has deleted the story."""


@dataclass(order=True, frozen=True)
class Person:
    name: str
    initials: str
    block: str
    """Where the caret is: the id of a block, or the name of a field. Empty in another edition."""
    elsewhere: str
    """The name of the edition, if it is another one."""


@dataclass
class Answer:
    version: int
    shared_version: int
    people: list[Person]
    """The others who are here, in order of their names."""
    mark: str
    """See `state_mark.py`."""


def token_for(user, article, edition):
    return signing.dumps([user.pk, password_mark(user), article.pk, edition.code], salt=SALT)


def password_mark(user):
    """Return what changes with the password of an account."""
    return user.get_session_auth_hash()[:16]


def parts_of(token):
    """Return [id of the account, its mark, id of the story, code of the edition]; NoAccessError if it is not valid."""
    try:
        return signing.loads(token, salt=SALT, max_age=TOKEN_LIFE)
    except signing.BadSignature as error:
        raise NoAccessError from error


def ask(token, block):
    """Return the `Answer` for somebody who is in `block`."""
    user, mark, article, language = parts_of(token)
    rows = list(present(article))
    own = rows_of(rows, user, language)
    if not own:
        note(user, article, language, block)
        rows = list(present(article))
        own = rows_of(rows, user, language)
    elif own[0]["block"] != block or own[0]["seen_at"] < timezone.now() - NOTED_EVERY:
        note(user, article, language, block)
    me, *_ = own
    is_member = me["user__is_active"] and me["user__is_staff"]
    if not is_member or password_mark(User(password=me["user__password"])) != mark:
        raise NoAccessError
    versions = {row[f"{STORY}drafts__language"]: row[f"{STORY}drafts__version"] for row in own}
    shared_version = me[f"{STORY}shared_draft__version"] or 0
    return Answer(versions.get(language, 0), shared_version, people_in(rows, me), mark_in(own, STORY))


def rows_of(rows, user, language):
    return [row for row in rows if (row["user_id"], row["language"]) == (user, language)]


def people_in(rows, own):
    """Return the others, each once. In this edition they can be in a block."""
    people = {}
    for row in sorted(rows, key=lambda row: row["language"] != own["language"]):
        if row["user_id"] != own["user_id"]:
            people.setdefault(row["user_id"], person_in(row, own["language"]))
    return sorted(people.values())


def present(article):
    """Return who is in which edition of a story. Each of them has a row for each draft of the story, with its state."""
    here = Presence.objects.filter(article=article, seen_at__gt=timezone.now() - HERE_FOR)
    names = [
        "user__first_name",
        "user__last_name",
        "user__username",
        "user__is_active",
        "user__is_staff",
        "user__password",
    ]
    return with_notes(here, "article").values(
        "user_id", "language", "block", "seen_at", *names, *columns_of_mark(STORY)
    )


def note(user, article, language, block):
    row = {"article_id": article, "language": language, "user_id": user}
    now = {"block": block, "seen_at": timezone.now()}
    if Presence.objects.filter(**row).update(**now):  # nearly always, and the only query
        return
    try:
        with transaction.atomic():
            Presence.objects.update_or_create(**row, defaults=now)
    except IntegrityError as error:  # the story or the account was deleted
        raise StoryIsGoneError from error


def person_in(row, language):
    user = User(**{name: row[f"user__{name}"] for name in ("first_name", "last_name", "username")})
    is_here = row["language"] == language
    elsewhere = "" if is_here else editions.BY_CODE[row["language"]].autonym
    return Person(
        user.get_full_name() or user.get_username(), user.initials, row["block"] if is_here else "", elsewhere
    )
