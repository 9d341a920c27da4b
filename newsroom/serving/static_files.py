"""Static files as a production server has them: compressed, and named after their contents."""

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from newsroom.serving.script_comments import without_comments

OF_READERS = "js/"


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Also the modules that a module imports get such names, so that no page mixes modules of two releases."""

    support_js_module_import_aggregation = True

    def _save(self, name, content):
        """Store a file under a name with the hash of its contents, or without."""
        if name.startswith(OF_READERS) and name.endswith(".js"):
            content.seek(0)
            content = ContentFile(without_comments(content.read().decode()).encode())
        return super()._save(name, content)
