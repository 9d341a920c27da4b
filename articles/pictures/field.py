"""A field that decodes and re-encodes every picture and gives it a name of our own, however it is saved."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from django.utils.functional import cached_property

from articles.pictures import decoding
from articles.pictures.processing import reencoded
from articles.pictures.turns import BUSY, PATIENCE, BusyError
from articles.pictures.uploads import validate_picture


class CleanPicture(SimpleUploadedFile):
    """A picture without metadata."""

    stored_as = ""
    """Its name in the storage, if it was stored before its row is saved."""
    sent_as = ""
    """How the file was called that somebody sent, as far as that is known."""

    def __init__(self, file, patience=PATIENCE):
        """Raise ValidationError if `file` is too large or not a picture, or if the server is busy."""
        validate_picture(file)
        try:
            picture = reencoded(file, patience)
        except decoding.RefusedPictureError as error:
            raise ValidationError(error.message, code=error.code) from error
        except BusyError as error:
            raise ValidationError(BUSY, code="busy") from error
        self.extension, self.dimensions, self.fingerprint = picture.extension, picture.size, picture.fingerprint
        super().__init__(f"picture.{self.extension}", picture.content, f"image/{self.extension}")


class RefusedPicture(UploadedFile):
    """A file that was found not to be a picture before the form was checked. `error` is a ValidationError."""

    def __init__(self, file, error):
        self.error = error
        super().__init__(file.file, file.name, file.content_type, file.size)


def generated_name(extension):
    """Return a new name for a picture. Users' file names may have any alphabet and any extension."""
    return f"{uuid.uuid4().hex}.{extension}"


class PictureFile(ImageFieldFile):
    def save(self, name, content, save=True):
        """Save the picture under a generated name."""
        picture = content if isinstance(content, CleanPicture) else CleanPicture(content)
        self.instance.note_picture(picture)
        if not picture.stored_as:
            super().save(generated_name(picture.extension), picture, save)
            return
        self.name, self._committed = picture.stored_as, True
        self.instance.width, self.instance.height = picture.dimensions
        if save:
            self.instance.save()

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
        if data in self.empty_values:
            return None
        if isinstance(data, RefusedPicture):
            raise data.error
        return data if isinstance(data, CleanPicture) else CleanPicture(data)


class PictureField(models.ImageField):
    attr_class = PictureFile

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField} | kwargs)
