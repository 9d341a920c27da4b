"""System check for an optional library, without which some share cards have no text."""

from django.core.checks import Warning as CheckWarning
from django.core.checks import register
from PIL import features

NO_SHAPING = CheckWarning(
    "Pillow cannot join Arabic letters without FriBiDi, so the share cards of the Arabic edition have no text.",
    hint="Install FriBiDi. On Debian: apt-get install libfribidi0",
    id="articles.W001",
)


@register
def check_shaping(app_configs, **kwargs):
    return [] if features.check("raqm") else [NO_SHAPING]
