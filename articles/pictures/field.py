"""A field for pictures: what is stored was decoded and written anew, under a name of ours, by whatever path it came."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.db.models.fields.files import ImageFieldFile

from articles.pictures.processing import UnreadablePictureError, cleaned
from articles.pictures.uploads import NOT_A_PICTURE, true_ending, validate_picture


class CleanPicture(SimpleUploadedFile):
    """A picture that has nothing in it but its pixels."""

    def __init__(self, file):
        """ValidationError if it is too large, or none."""
        validate_picture(file)
        ending = true_ending(file)
        try:
            content = cleaned(file)
        except UnreadablePictureError as error:
            raise ValidationError(NOT_A_PICTURE, code="not_a_picture") from error
        super().__init__(f"picture.{ending}", content, f"image/{ending}")


class PictureFile(ImageFieldFile):
    def save(self, name, content, save=True):
        """Under a name of our own: people's file names come in every alphabet, with and without a true ending."""
        picture = content if isinstance(content, CleanPicture) else CleanPicture(content)
        super().save(f"{uuid.uuid4().hex}.{true_ending(picture)}", picture, save)


class PictureFormField(forms.ImageField):
    """Our limits and our words come before Django's own look into the file, and no file name is too long."""

    def to_python(self, data):
        return super().to_python(data if data in self.empty_values else CleanPicture(data))


class PictureField(models.ImageField):
    attr_class = PictureFile

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField} | kwargs)
