"""The model field for the code of a stored edition."""

from django.db import models

from newsroom.editions.registry import STORED


class StoredEditionField(models.CharField):
    """The code of a stored edition, chosen by its autonym. Migrations see a plain `CharField`."""

    def __init__(self, *args, **kwargs):
        choices = [(edition.code, edition.autonym) for edition in STORED]
        super().__init__(*args, **{"max_length": 10, "choices": choices} | kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs
