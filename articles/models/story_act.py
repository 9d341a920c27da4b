"""The log of what people did with a story: one row for each act. Rows are only added."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.sealed_row import SealedRow
from newsroom import editions


class Act(models.TextChoices):
    BEGIN = "begin", _("begun from the daybook")
    PUBLISH = "publish", _("published")
    FLASH = "flash", _("published as a flash")
    PLAN = "plan", _("change planned")
    CANCEL_PLAN = "cancel_plan", _("planned change cancelled")
    PLAN_PACKAGE = "plan_package", _("scheduled in a package")
    CANCEL_PACKAGE = "cancel_package", _("package cancelled")
    DELETE_PACKAGE = "delete_package", _("package deleted")
    FAIL_PACKAGE = "fail_package", _("package failed")
    UNDO_PACKAGE = "undo_package", _("package undone")
    WITHDRAW = "withdraw", _("withdrawn")
    KILL = "kill", _("killed")
    LIFT_KILL = "lift_kill", _("kill lifted")
    EMBARGO = "embargo", _("embargo changed")
    HOLD = "hold", _("held back by a day of silence")
    UNMARK = "unmark", _("mark for days of silence taken off")
    MOVE = "move", _("moved on")
    ACCEPT = "accept", _("suggestions accepted")
    REFUSE = "refuse", _("suggestions refused")
    PUBLISH_SHARED = "publish_shared", _("fields of all editions published")
    PLACE = "place", _("placed on the front page")
    CLEAR = "clear", _("taken off its place on the front page")
    BREAK = "break", _("run as breaking news")
    END_BREAK = "end_break", _("breaking news ended")
    PICK = "pick", _("put into the editor's choice")
    UNPICK = "unpick", _("taken out of the editor's choice")
    POPULAR = "popular", _("put among the popular stories")
    UNPOPULAR = "unpopular", _("taken out of the popular stories")
    RESTORE = "restore", _("publication restored in the draft")
    DISCARD = "discard", _("changes discarded")
    DISCARD_SHARED = "discard_shared", _("changes in all editions discarded")
    CORRECT = "correct", _("correction added")
    CHANGE_CORRECTION = "change_correction", _("correction changed")
    DELETE_CORRECTION = "delete_correction", _("correction deleted")


class StoryAct(SealedRow):
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="acts")
    language = models.CharField(max_length=10, blank=True)
    """The edition; "" for an act on all of them."""
    act = models.CharField(max_length=30)  # an `Act`: without choices, as a new one needs no migration
    origin = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20, blank=True)
    """The states before and after: a `Status`, or a `Work` if the draft moved. Empty if the act changes none."""
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict, blank=True)
    """What else happened, as the number of the revision. `articles/editorial/story_log.py` says what each act has."""

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["article", "place"], name="story_act_place_once")]

    def __str__(self):
        return f"{self.article_id} {self.language}: {self.act}"

    @property
    def edition(self):
        return editions.BY_CODE.get(self.language)
