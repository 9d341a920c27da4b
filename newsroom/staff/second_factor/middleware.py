"""A session that has begun with a password and lacks the second factor is nobody's, except on the pages for it.

So no page has to know: neither the desk nor a preview nor one that is added later.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils.functional import SimpleLazyObject

from newsroom.staff.second_factor.rules import missing_step, paths_of


class SecondFactorMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        request.missing_step = None
        # Lazy, as a reader's page must not read a session.
        request.user = SimpleLazyObject(lambda: user_of(request, user))
        return self.get_response(request)


def user_of(request, user):
    if user.is_authenticated:
        request.missing_step = missing_step(request, user)
    if request.missing_step and request.path_info not in paths_of(request.missing_step):
        return AnonymousUser()
    return user
