"""Static files as a production server has them: compressed, and named after their contents."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Also the modules that a module imports get such names, so that no page mixes modules of two releases."""

    support_js_module_import_aggregation = True
