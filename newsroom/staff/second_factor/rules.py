"""Who needs a second factor, and which sessions have passed it. The factors themselves are django-mfa's."""

from functools import cache

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.urls import reverse
from django_mfa import session
from django_mfa.models import Authenticator
from django_mfa.registry import registry

from newsroom.staff.models import SecondFactorRule

VERIFY, ENROLL = "mfa:verify", "mfa:security_settings"
"""What is missing, as the name of the page that completes it."""


def with_factors(users):
    """Note with each user whether they have a second factor and whether their roles need one, in the same query."""
    primary = [adapter.type for adapter in registry.all() if adapter.counts_as_primary_factor]
    own = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type__in=primary))
    of_role = Exists(SecondFactorRule.objects.filter(role__user=OuterRef("pk")))
    # Who can change every role must not be easier to imitate than its members.
    needs = Q(of_role) | Q(Q(is_superuser=True) & Q(Exists(SecondFactorRule.objects.all())))
    return users.annotate(
        has_second_factor=own, needs_second_factor=ExpressionWrapper(needs, output_field=BooleanField())
    )


def is_required(user):
    return user.needs_second_factor


def missing_step(request, user):
    """Return VERIFY or ENROLL if a session that began with a password is not complete yet; None if it is."""
    if user.has_second_factor:
        return None if session.is_verified(request) else VERIFY
    if session.is_pending(request):
        return VERIFY  # somebody has reset the factor meanwhile; the page finds that out
    return ENROLL if user.needs_second_factor else None


@cache
def paths_of(step):
    """Return the paths that a session may use to complete a step.

    They must not be the same: whoever has only a password could set up a factor of their own instead of showing the
    one that the owner has.
    """
    adapters = registry.all()
    if step == VERIFY:
        paths = [reverse("mfa:verify_factor", args=[adapter.type]) for adapter in adapters]
    else:
        paths = [reverse("mfa:enroll_factor", args=[adapter.type]) for adapter in adapters if adapter.supports_enroll]
        paths.append(reverse("mfa:recovery_codes"))
    return frozenset([*paths, reverse(step), reverse("sign_out")])
