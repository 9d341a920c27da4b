"""What `manage.py check` says of a machine on which the paper would look poorer."""

from django.core.checks import Warning as Poorer
from django.core.checks import register
from PIL import features

NO_SHAPING = Poorer(
    "Pillow cannot join Arabic letters here: the share cards of the Arabic edition go without words.",
    hint="Install FriBiDi; on Debian: apt-get install libfribidi0",
    id="articles.W001",
)


@register
def check_shaping(app_configs, **kwargs):
    return [] if features.check("raqm") else [NO_SHAPING]
