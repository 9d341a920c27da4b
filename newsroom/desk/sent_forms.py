"""A form that is sent twice is saved once, as when somebody clicks «Save» twice or sends it again after a lost answer.

The browser sends the same CSRF token both times. Each page has another token, so equal forms of two pages differ.
"""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from newsroom.database.locks import lock_until_commit
from newsroom.staff.models import SentForm

REMEMBERED_FOR = timedelta(minutes=10)
"""Long enough to send a form again after the connection was lost. Later, somebody may mean to save the old text."""


def mark_of(request):
    """Return what tells this form from all others: who sent what to which address. It reveals none of it."""
    sent = [(name, request.POST.getlist(name)) for name in sorted(request.POST)]
    files = [(name, file.name, file.size) for name in sorted(request.FILES) for file in request.FILES.getlist(name)]
    content = repr([request.user.pk, request.get_full_path(), sent, files])
    return salted_hmac("newsroom.desk.sent_forms", content, algorithm="sha256").hexdigest()


@transaction.atomic
def saved_once(request, save, answer_again):
    """Return `save()`, or `answer_again(id of the row)` if this form was saved a moment ago.

    The second of two simultaneous requests waits for the first one.
    """
    mark = mark_of(request)
    lock_until_commit(SentForm, f"sent form {mark}")
    SentForm.objects.filter(saved_at__lt=timezone.now() - REMEMBERED_FOR).delete()
    if earlier := SentForm.objects.filter(mark=mark).first():
        return answer_again(earlier.row_id)
    response = save()
    if saved := getattr(response, "saved_row", None):
        SentForm.objects.create(mark=mark, row_id=str(saved.pk), saved_at=timezone.now())
    return response


class SavedOnce:
    """Mixin for classes of the admin. Their answer to a form that was saved has the row as `saved_row`."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        view = partial(super().changeform_view, request, object_id, form_url, extra_context)
        if "csrfmiddlewaretoken" not in request.POST:  # without it, equal forms of two pages would be the same
            return view()

        def answer_again(row_id):
            row = self.get_object(request, row_id)
            answer = self.response_change if object_id else self.response_add
            return answer(request, row) if row else view()

        return saved_once(request, view, answer_again)

    def response_add(self, request, obj, post_url_continue=None):
        return with_row(super().response_add(request, obj, post_url_continue), obj)

    def response_change(self, request, obj):
        return with_row(super().response_change(request, obj), obj)


def with_row(response, row):
    response.saved_row = row
    return response
