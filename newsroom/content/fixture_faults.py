"""Find the faults of fixture files before they are loaded, each with its file, row and field."""

import json
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.core.files import File
from django.core.serializers.base import DeserializationError
from django.core.serializers.python import Deserializer
from django.db import models, transaction

from newsroom.content.clean_html import CleanHTMLField, clean_html


@dataclass(frozen=True)
class Fault:
    file: str
    row: str
    field: str
    message: str

    def __str__(self):
        return f"{self.file}: {self.row}: {self.field}: {self.message}"


def no_other_faults(row):
    return []


class _Rollback(Exception):
    """Raised to roll back the rows that were saved to check them."""


def faults(files, also=no_other_faults):
    """Faults of fixture files, in load order. Rows are saved to check them, then rolled back.

    `also` gets each row that was saved, and returns [(field, message)] of what else is wrong with it.
    """
    found = []
    try:
        with transaction.atomic():
            for file in files:
                found += faults_in_file(file, also)
            raise _Rollback
    except _Rollback:
        return found


def faults_in_file(file, also):
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
        found += [Fault(file.name, name, field, message) for field, message in faults_in_row(row, file.parent, also)]
    return found


def faults_in_row(row, folder, also):
    """[(field, message)]. A row without faults is saved, because later rows may refer to it."""
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
            # Files aren't in the storage yet. They are checked beside the fixtures below.
            files = {field.name for field in model._meta.fields if isinstance(field, models.FileField)}
            deserialized.object.full_clean(exclude=files, validate_unique=False)
            deserialized.save()
    except DeserializationError as error:
        return [(field_at_fault(model, fields), str(error.__cause__ or error))]
    except ValidationError as error:
        return [(field, message) for field, messages in error.message_dict.items() for message in messages]
    except ObjectDoesNotExist as error:
        return [("–", str(error))]
    own = [*faults_in_html(model, fields), *faults_in_files(model, fields, folder)]
    return own + also(deserialized.object)


def has_field(model, name):
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def field_at_fault(model, fields):
    """The first field whose value can't be read: it has the wrong type, or refers to a row that doesn't exist."""
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


def faults_in_html(model, fields):
    """Rich text that the allow-list would change. Fixtures must keep every word of their originals."""
    for field in model._meta.get_fields():
        text = fields.get(field.name)
        if isinstance(field, CleanHTMLField) and text and clean_html(text) != text:
            yield field.name, "not as the allow-list would leave it"


def faults_in_files(model, fields, folder):
    """Files that are missing beside the fixture, or that the validators of their field refuse."""
    for field in model._meta.fields:
        if not isinstance(field, models.FileField):
            continue
        path = folder / (fields.get(field.name) or "no file")
        if not path.is_file():
            yield field.name, f"no such file: {path.name}"
            continue
        with path.open("rb") as file:
            try:
                field.run_validators(File(file))
            except ValidationError as error:
                yield field.name, error.messages[0]
