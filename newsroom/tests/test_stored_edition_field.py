"""The model field for the code of a stored edition."""

import pytest
from django.core.exceptions import ValidationError

from articles.comments.models import Comment
from articles.models import Article, Correction, LegacyAddress
from newsroom import editions
from newsroom.editions.fields import StoredEditionField

COLUMNS = [(Article, "original_language"), (Comment, "language"), (Correction, "language"), (LegacyAddress, "language")]


@pytest.mark.parametrize(("model", "name"), COLUMNS, ids=lambda part: getattr(part, "__name__", part))
def test_every_edition_code_column_uses_this_field(model, name):
    assert isinstance(model._meta.get_field(name), StoredEditionField)


@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_it_accepts_only_stored_editions(edition):
    field = StoredEditionField()
    if edition in editions.STORED:
        assert field.clean(edition.code, None) == edition.code
    else:
        with pytest.raises(ValidationError):
            field.clean(edition.code, None)


def test_its_choices_are_autonyms_and_it_deconstructs_to_a_char_field():
    _name, path, _args, kwargs = StoredEditionField("edition", default="kk").deconstruct()

    assert path == "django.db.models.CharField"
    assert kwargs["choices"] == [(edition.code, edition.autonym) for edition in editions.STORED]
    assert kwargs["max_length"] == max(10, *(len(edition.code) for edition in editions.STORED))
