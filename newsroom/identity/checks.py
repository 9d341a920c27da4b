"""System check: in production, the address of the site has to be known."""

from django.conf import settings
from django.core.checks import Tags, register
from django.core.checks import Warning as CheckWarning

NO_ADDRESS = CheckWarning(
    "SITE_URL is not set, so canonical links and metadata repeat whatever host a request names.",
    hint="Set it in the environment or in .env, for example to https://news.example.kz",
    id="identity.W001",
)
NO_HTTPS = CheckWarning("SITE_URL does not begin with https://.", id="identity.W002")


@register(Tags.security, deploy=True)
def check_site_url(app_configs, **kwargs):
    if settings.DEBUG:
        return []
    if not settings.SITE_URL:
        return [NO_ADDRESS]
    return [] if settings.SITE_URL.startswith("https://") else [NO_HTTPS]
