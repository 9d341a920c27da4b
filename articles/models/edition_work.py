"""What is to do in each edition of each story: the rows from which the desk's lists are made.

They repeat what stories, drafts and assignments have, so that each list has one index in its order, and costs the same
however many stories there are. Database triggers maintain them (`articles/work_triggers.py`).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.assignment import SourceNews
from articles.models.choices import Status
from articles.models.draft import Work
from articles.models.readers_side import ReadersSide
from newsroom.editions.fields import StoredEditionField

IS_EMPTY = Q(status=Status.UNPUBLISHED, work="")
HAS_NEWS = Q(stale__gt=0) | ~Q(source_news="")
IS_UNFINISHED = (IS_EMPTY & Q(not_needed_at=None)) | ~Q(work="") | HAS_NEWS
FILTERS = {
    "missing": IS_EMPTY & Q(not_needed_at=None),
    "draft": Q(status=Status.UNPUBLISHED, work=Work.WRITING),
    "review": Q(work=Work.IN_REVIEW),
    "ready": Q(work=Work.READY),
    "published": Q(status=Status.PUBLISHED),
    "changed": Q(status=Status.PUBLISHED) & ~Q(work=""),
    "stale": Q(stale__gt=0),
    "news": ~Q(source_news=""),
    "withdrawn": Q(status=Status.WITHDRAWN),
    "not-needed": Q(not_needed_at__isnull=False),
}
"""{name: rows of a list}. Each has an index of its own, which holds only these rows."""
IS_ASSIGNED = Q(assignee__isnull=False) & IS_UNFINISHED
IS_LEFT = Q(assignee=None) & HAS_NEWS
"""Nobody was asked to do it, so it waits for whoever last changed the edition."""
NEWEST_FIRST = ["-changed_at", "-article"]


class EditionWorkQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by(*NEWEST_FIRST)

    def before(self, key):
        """Return the rows that follow `key`, the (time, id) of a story, in the order of the lists; all if it is None.

        The first condition is the one that an index can use.
        """
        if key is None:
            return self
        moment, pk = key
        return self.filter(Q(changed_at__lt=moment) | Q(changed_at=moment, article__lt=pk), changed_at__lte=moment)

    def in_state(self, name):
        """Return the rows of one of `FILTERS`, or those that will be public at a later time."""
        if name == "scheduled":
            return self.filter(status=Status.PUBLISHED, published_at__gt=timezone.now())
        return self.filter(FILTERS[name])

    def publishable(self):
        """Return the editions with words that readers don't have now."""
        is_scheduled = Q(status=Status.PUBLISHED, published_at__gt=timezone.now())
        return self.filter(~Q(work="") | Q(status=Status.WITHDRAWN) | is_scheduled)

    def public_between(self, start, end):
        """Return the editions whose time of publication is then, both ends included."""
        return self.filter(status=Status.PUBLISHED, published_at__gte=start, published_at__lte=end)

    def assigned(self):
        return self.filter(IS_ASSIGNED)

    def of_assignee(self, user):
        return self.filter(IS_ASSIGNED, assignee=user)

    def left_to(self, user):
        """Return the editions with news for `user`, who changed them last. Nobody was asked to work on them."""
        return self.filter(IS_LEFT, changed_by=user)


class EditionWork(ReadersSide, models.Model):
    """One edition of one story. Triggers add the rows, and delete them with their story."""

    article = models.ForeignKey("articles.Article", models.DO_NOTHING, related_name="edition_works")
    language = StoredEditionField()
    # From the story
    changed_at = models.DateTimeField()
    """When the story was last changed, in any edition: the order of the lists."""
    status = models.CharField(max_length=20, choices=Status.choices)
    published_at = models.DateTimeField(null=True)
    # From the draft
    work = models.CharField(max_length=20, choices=Work.choices, blank=True)
    """How far the words are that readers do not have; "" if there are none."""
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="+", null=True)
    # From `editorial/recounting.py`
    stale = models.PositiveIntegerField(default=0)
    """The number of parts that wait for a translator, as of the last count (`StoryToRecount`)."""
    # From the assignment
    source_news = models.CharField(max_length=20, choices=SourceNews.choices, blank=True)
    not_needed_at = models.DateTimeField(null=True)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="+", null=True)
    deadline = models.DateTimeField(null=True)

    objects = EditionWorkQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "language"], name="edition_work_once")]
        indexes = [
            *(
                models.Index(fields=["language", *NEWEST_FIRST], condition=rows, name=f"work_{name.replace('-', '_')}")
                for name, rows in FILTERS.items()
            ),
            models.Index(fields=["published_at"], condition=FILTERS["published"], name="work_scheduled"),
            models.Index(fields=NEWEST_FIRST, condition=IS_ASSIGNED, name="work_assigned"),
            models.Index(fields=["assignee", *NEWEST_FIRST], condition=IS_ASSIGNED, name="work_of_assignee"),
            models.Index(fields=["changed_by", *NEWEST_FIRST], condition=IS_LEFT, name="work_left"),
        ]

    def __str__(self):
        return f"{self.article_id} [{self.language}]"

    @property
    def is_needless(self):
        """Whether somebody has decided that nobody need write it. What has been written since shows its own state."""
        return self.not_needed_at is not None and self.is_empty

    @property
    def is_empty(self):
        return self.status == Status.UNPUBLISHED and not self.work

    @property
    def is_late(self):
        return self.deadline is not None and self.deadline < timezone.now()


class StoryToRecount(models.Model):
    """A story whose stale parts must be counted again, because its texts have changed. Triggers add the rows."""

    article = models.OneToOneField("articles.Article", models.DO_NOTHING, related_name="+", primary_key=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.article_id)
