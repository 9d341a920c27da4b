"""Pages about one edition of a story: who may open them, and what is said if the story was deleted."""

from functools import wraps

from django.core.exceptions import PermissionDenied


def page_of_edition(*, may_view=False):
    """Let a method of an admin class get the story and the edition that its address names.

    It is for those who may change the story; with `may_view`, for all who may see it.
    """

    def decorator(method):
        @wraps(method)
        def view(self, request, pk):
            article = self.get_object(request, str(pk))
            if article is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
            is_allowed = self.has_view_or_change_permission if may_view else self.has_change_permission
            if not is_allowed(request, article):
                raise PermissionDenied
            return method(self, request, article, self.edition_of(request, article))

        return view

    return decorator
