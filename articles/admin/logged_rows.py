"""Forms and lists of rows about stories, each change and deletion of which is in the history of the story."""

from django.db import transaction

from articles.admin.of_story import OfStory
from articles.editorial import front_lists, front_slots


class LoggedRows(OfStory):
    """Mixin for the admin class of a model in `front_lists.ACTS`."""

    def get_object(self, request, object_id, from_field=None):
        """Take the lock of the front page before that of the row, as the acts of the front page do."""
        if request.method == "POST" and transaction.get_connection().in_atomic_block:
            front_slots.lock()
        return super().get_object(request, object_id, from_field)

    def save_model(self, request, obj, form, change):
        columns = form.columns_to_write() if change else None
        front_lists.save(obj, by=request.user, language=self.language_of(request, obj), columns=columns)

    def delete_model(self, request, obj):
        front_lists.delete(obj, by=request.user, language=self.language_of(request, obj))

    def delete_queryset(self, request, queryset):
        for row in queryset.select_related("article"):
            self.delete_model(request, row)

    def language_of(self, request, row):
        """Return the code of the edition that an act is about; "" for all of them."""
        return ""
