"""Words of django-mfa that our pages show, so that our catalogues have them."""

from django.utils.translation import gettext_noop

WORDS = [
    gettext_noop("Authenticator app"),
    gettext_noop("Security key or passkey"),
    gettext_noop("Recovery codes"),
    gettext_noop("Passkey sign-in failed."),
]
