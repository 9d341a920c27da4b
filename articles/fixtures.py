"""The demonstration paper as data: which files, in which order, and what would be wrong with them."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.core.files import File
from django.core.serializers.base import DeserializationError
from django.core.serializers.python import Deserializer
from django.db import transaction

from articles.models import Photo
from articles.pictures.uploads import validate_picture
from newsroom.content.clean_html import CleanHTMLField, clean_html

# Rows name each other by key, so what is named comes first.
FILES = (
    "paper",
    "dictionary",
    "topics",
    "000_akims_leave_amanat",
    "001_rural_akims_election",
    "002_almaty_region_new_constitution",
    "003_unprecedented_reforms_tokayev",
    "004_parties_with_high_responsibility",
    "popular",
)
# What the seed pages have none of, so that every part of the paper can be seen.
DEMO = ("demo",)
SETS = {"seed pages": FILES, "demonstration": DEMO}
"""What can be loaded, by the mark that a database bears which has had it."""


@dataclass(frozen=True)
class Fault:
    file: str
    row: str
    field: str
    message: str

    def __str__(self):
        return f"{self.file}: {self.row}: {self.field}: {self.message}"


class _Undo(Exception):
    """Leaves the transaction without a trace of the rows that were tried."""


def faults_in_all(folder=None):
    """The faults of the project's own fixtures, or of the same files in another folder."""
    folder = Path(folder or settings.FIXTURE_DIRS[0])
    return faults([folder / f"{name}.json" for files in SETS.values() for name in files])


def faults(files):
    """Faults of some fixture files in order. The rows are tried in the database and taken back."""
    found = []
    try:
        with transaction.atomic():
            for file in files:
                found += faults_in_file(file)
            raise _Undo
    except _Undo:
        return found


def faults_in_file(file):
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        return [Fault(file.name, "–", "–", str(error))]
    if not isinstance(rows, list):
        return [Fault(file.name, "–", "–", "not a list of rows")]
    found = []
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or not isinstance(row.get("fields"), dict):
            found.append(Fault(file.name, f"number {number}", "fields", "not a row with a model and fields"))
            continue
        name = f"{row.get('model', 'no model')} “{row['fields'].get('key') or f'number {number}'}”"
        found += [Fault(file.name, name, field, message) for field, message in faults_in_row(row, file.parent)]
    return found


def faults_in_row(row, folder):
    """[(field, message)], having stored the row when it is sound, for the rows that name it."""
    try:
        model = apps.get_model(row["model"])
    except (KeyError, LookupError, ValueError) as error:
        return [("model", str(error))]
    fields = row["fields"]
    if unknown := [(name, "no such field") for name in fields if not has_field(model, name)]:
        return unknown
    try:
        with transaction.atomic():
            deserialized = next(iter(Deserializer([row])))
            deserialized.object._state.adding = deserialized.object.pk is None  # else it would be its own duplicate
            # A picture is not in the storage yet: it is looked for beside the fixtures below.
            deserialized.object.full_clean(exclude={"file"}, validate_unique=False)
            deserialized.save()
    except DeserializationError as error:
        return [(field_at_fault(model, fields), str(error.__cause__ or error))]
    except ValidationError as error:
        return [(field, message) for field, messages in error.message_dict.items() for message in messages]
    except ObjectDoesNotExist as error:
        return [("–", str(error))]
    return [
        *unclean(model, fields),
        *(unfit_picture(folder / (fields.get("file") or "no file")) if model is Photo else []),
    ]


def has_field(model, name):
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def field_at_fault(model, fields):
    """The first field whose value cannot be read: not of its type, or naming a row that is not there."""
    for name, value in fields.items():
        field = model._meta.get_field(name)
        try:
            if field.is_relation and value is not None:
                for key in value if field.many_to_many else [value]:
                    field.related_model._default_manager.get_by_natural_key(*key)
            elif not field.is_relation:
                field.to_python(value)
        except (ObjectDoesNotExist, ValidationError, TypeError, ValueError):
            return name
    return "–"


def unclean(model, fields):
    """Rich text that the allow-list would change: fixtures are word for word."""
    for field in model._meta.get_fields():
        text = fields.get(field.name)
        if isinstance(field, CleanHTMLField) and text and clean_html(text) != text:
            yield field.name, "not as the allow-list would leave it"


def unfit_picture(path):
    if not path.is_file():
        yield "file", f"no such picture: {path.name}"
        return
    with path.open("rb") as file:
        try:
            validate_picture(File(file))
        except ValidationError as error:
            yield "file", error.messages[0]
