"""The one field that holds an edition's code."""

import pytest
from django.core.exceptions import ValidationError

from articles.comments.models import Comment
from articles.models import Article, Correction, LegacyAddress
from newsroom import editions
from newsroom.editions.fields import StoredEditionField

COLUMNS = [(Article, "original_language"), (Comment, "language"), (Correction, "language"), (LegacyAddress, "language")]


@pytest.mark.parametrize(("model", "name"), COLUMNS, ids=lambda part: getattr(part, "__name__", part))
def test_every_column_of_an_editions_code_is_this_field(model, name):
    assert isinstance(model._meta.get_field(name), StoredEditionField)


@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_it_takes_the_stored_editions_and_no_others(edition):
    field = StoredEditionField()
    if edition in editions.STORED:
        assert field.clean(edition.code, None) == edition.code
    else:
        with pytest.raises(ValidationError):
            field.clean(edition.code, None)


def test_its_choices_are_autonyms_and_migrations_see_djangos_own_field():
    _name, path, _args, kwargs = StoredEditionField("edition", default="kk").deconstruct()

    assert path == "django.db.models.CharField"
    assert kwargs["choices"] == [(edition.code, edition.autonym) for edition in editions.STORED]
    assert kwargs["max_length"] == max(10, *(len(edition.code) for edition in editions.STORED))
