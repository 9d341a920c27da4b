"""Values that a query string proposes for a new row, such as `add/?category=3&title_en=Headline`."""

from contextlib import suppress
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import FileField
from django.utils.timezone import is_naive

from newsroom.desk.times import moment_at, validate_year

refuse_null_characters = ProhibitNullCharactersValidator()


def possible_values(model, proposed):
    """Return {field: value as the field would store it}, without values that the field would refuse."""
    fields = {field.name: field for field in model._meta.get_fields() if field.editable}
    possible = {}
    for name in fields.keys() & proposed.keys():
        with suppress(ValidationError):
            possible[name] = cleaned(fields[name], proposed[name])
    return possible


def cleaned(field, value):
    """Return the value as the field would store it; raise ValidationError if it would not. Files can't be proposed."""
    if field.many_to_many:
        return [field.related_model._meta.pk.clean(one, None) for one in value]
    if isinstance(field, FileField):
        return None
    refuse_null_characters(value)
    stored = field.clean(value, None)
    if isinstance(stored, date):
        validate_year(stored)
    return moment_at(stored) if isinstance(stored, datetime) and is_naive(stored) else stored
