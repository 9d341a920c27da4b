"""A field that decodes and re-encodes every picture and gives it a name of our own, however it is saved."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from django.utils.functional import cached_property

from articles.pictures import decoding
from articles.pictures.processing import reencoded
from articles.pictures.turns import BUSY, BusyError
from articles.pictures.uploads import validate_picture


class CleanPicture(SimpleUploadedFile):
    """A picture without metadata."""

    def __init__(self, file):
        """Raise ValidationError if `file` is too large or not a picture, or if the server is busy."""
        validate_picture(file)
        try:
            content = reencoded(file)
        except decoding.RefusedPictureError as error:
            raise ValidationError(error.message, code=error.code) from error
        except BusyError as error:
            raise ValidationError(BUSY, code="busy") from error
        self.extension = decoding.format_of(content).lower()
        super().__init__(f"picture.{self.extension}", content, f"image/{self.extension}")


class PictureFile(ImageFieldFile):
    def save(self, name, content, save=True):
        """Save the picture under a generated name. Users' file names may have any alphabet and any extension."""
        picture = content if isinstance(content, CleanPicture) else CleanPicture(content)
        super().save(f"{uuid.uuid4().hex}.{picture.extension}", picture, save)

    # Django would open the file with Pillow, which decodes some formats and fails at damaged files.

    @property
    def width(self):
        return self.dimensions[0]

    @property
    def height(self):
        return self.dimensions[1]

    @cached_property
    def dimensions(self):
        """(width, height), or (None, None) if the file isn't a picture."""
        was_closed = self.closed
        self.open()
        try:
            return decoding.read(self).size
        except decoding.RefusedPictureError:
            return None, None
        finally:
            if was_closed:
                self.close()


class PictureFormField(forms.ImageField):
    def to_python(self, data):
        """Return a CleanPicture. Django's ImageField would open it once more and keep it in memory."""
        return None if data in self.empty_values else CleanPicture(data)


class PictureField(models.ImageField):
    attr_class = PictureFile

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField} | kwargs)
