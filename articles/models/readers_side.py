"""Whether readers have an edition: the same rule for an edition of a story and for its row in the desk's lists."""

from django.utils import timezone

from articles.models.choices import Status


class ReadersSide:
    """A mixin for what has a `status` and a time `published_at`."""

    @property
    def is_published(self):
        """Whether its status is PUBLISHED. It may be scheduled for a later time."""
        return self.status == Status.PUBLISHED

    @property
    def is_live(self):
        """Whether readers can see it now. The queryset's `published()` applies the same rule."""
        return self.is_published and self.published_at is not None and self.published_at <= timezone.now()
