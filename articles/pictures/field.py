"""A field that decodes and re-encodes every picture and gives it a name of our own, however it is saved."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.db.models.fields.files import ImageFieldFile

from articles.pictures.processing import UnreadablePictureError, reencoded
from articles.pictures.uploads import NOT_A_PICTURE, extension_of, validate_picture


class CleanPicture(SimpleUploadedFile):
    """A picture without metadata."""

    def __init__(self, file):
        """Raise ValidationError if `file` is too large or not a picture."""
        validate_picture(file)
        extension = extension_of(file)
        try:
            content = reencoded(file)
        except UnreadablePictureError as error:
            raise ValidationError(NOT_A_PICTURE, code="not_a_picture") from error
        super().__init__(f"picture.{extension}", content, f"image/{extension}")


class PictureFile(ImageFieldFile):
    def save(self, name, content, save=True):
        """Save the picture under a generated name. Users' file names may have any alphabet and any extension."""
        picture = content if isinstance(content, CleanPicture) else CleanPicture(content)
        super().save(f"{uuid.uuid4().hex}.{extension_of(picture)}", picture, save)


class PictureFormField(forms.ImageField):
    """Apply our limits and error messages before Django's own validation. The length of file names doesn't matter."""

    def to_python(self, data):
        return super().to_python(data if data in self.empty_values else CleanPicture(data))


class PictureField(models.ImageField):
    attr_class = PictureFile

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField} | kwargs)
