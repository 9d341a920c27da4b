"""Lists of rows about stories, such as corrections: each row names its story."""


class OfStory:
    """Mixin for the admin class of a model with an `article`. The headline of a story may be in its drafts alone."""

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("article__drafts")
