"""Where files wait to be processed. They have metadata, so they never have a public address."""

import os

from django.conf import settings
from django.core.checks import Error, register
from django.core.files.storage import FileSystemStorage

PUBLISHED = Error(
    "Pictures that wait to be processed would be public: UPLOADS_ROOT is within MEDIA_ROOT or STATIC_ROOT.",
    hint="Choose another folder for UPLOADS_ROOT.",
    id="articles.E001",
)


class PrivateFiles(FileSystemStorage):
    """Files in UPLOADS_ROOT, which only the user of the server can read."""

    def __init__(self):
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self):
        return settings.UPLOADS_ROOT

    @property
    def location(self):
        return os.path.abspath(self.base_location)

    def url(self, name):
        raise ValueError("This file has no address.")


@register
def check_privacy(app_configs, **kwargs):
    published = [os.path.abspath(folder) for folder in (settings.MEDIA_ROOT, settings.STATIC_ROOT)]
    private = os.path.abspath(settings.UPLOADS_ROOT)
    return [PUBLISHED] if any(f"{private}/".startswith(f"{folder}/") for folder in published) else []
