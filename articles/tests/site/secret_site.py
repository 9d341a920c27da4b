"""A small site with a canary word in each place that the newsroom has for words, and its acts in the course of time.

A canary has Latin letters, which no edition transliterates, and tells its place: `zxqscheduled`. A new state of an
edition is a function with `@place`. Models that no place writes get a row with a canary in every field for text.
"""

import datetime
import itertools

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from django.utils.text import slugify

from articles.editorial import drafts, killing, suggestions, workflow
from articles.editorial.packages import acts as packages
from articles.editorial.packages import composing
from articles.models import (
    Article,
    BreakingLine,
    Byline,
    Correction,
    CorrectionKind,
    FrontPick,
    FrontSlot,
    PopularPlace,
    Status,
    Work,
)
from articles.tests.makers import (
    add_node,
    make_article,
    make_author,
    make_category,
    make_law_day,
    make_photo,
    make_tag,
    picture_bytes,
    recall_node,
)
from newsroom import editions
from newsroom.desk.local_times import text_of
from newsroom.editions.columns import in_all_columns
from newsroom.identity.models import Page, SiteIdentity

ALL = [edition.code for edition in editions.STORED]
PLACES = {}
"""{canary: the function that writes it}, in the order in which they write."""
BY_ITSELF = set()
"""Canaries that readers get at `Site.later` although nobody does anything then."""
WRITTEN_HERE = set(
    """
    Article Author Ban BreakingLine Category Comment Correction Disclosure Draft DraftChange DraftConflict
    LawDay Package PackageItem Photo PlannedChange Revision SharedDraft StoryAct Tag WriterNote
    """.split()
)
"""Models into which the places below write. A test asks whether they do."""
WITHOUT_WORDS = set(
    """
    CodeRequest CommentSettings Commenter Contact Discussion EditionWork FormerPicture HistoryHead
    LegacyAddress Link LoadedFixtures NameMention Page PhotoUpload PhotoWorker PreviewLink PrintedName
    PublishRule Rate RecentComment SecondFactorRule SentForm SiteIdentity SpentProof StaffSession StoryWords
    TableVersion Thanks Town User Weather Word
    """.split()
)
"""Models whose rows are public, are copies that triggers keep, or consist of keys and of marks of programs."""


def place(*canaries, by_itself=False):
    def decorate(function):
        PLACES.update(dict.fromkeys(canaries, function))
        if by_itself:
            BY_ITSELF.update(canaries)
        return function

    return decorate


class Site:
    def __init__(self, staff):
        self.chief, self.reporter = staff("chief editor"), staff("reporter")
        self.later, self.positions, self.hidden = timezone.now() + datetime.timedelta(hours=1), itertools.count(1), {}
        self.section, self.tag = make_category("society"), make_tag("elections")
        SiteIdentity.objects.create(age_mark="6+", **in_all_columns(name="Site"))
        Page.objects.create(key="about", **in_all_columns(title="About"))
        self.anchor = self.make_live("anchor")  # it stays public, so that every address has a page
        self.live = self.make_live("live")
        make_author("asel", self.live)

    def make_live(self, slug):
        story = make_article(*ALL, category=self.section, title=slug.title(), slug=slug, lead="Lead")
        story.tags.add(self.tag)
        return story

    def make_hidden(self, canary, **fields):
        """Make a story that nobody has published, in the lists and places in which published ones stand."""
        words = {"title": f"Zxqall {canary}", "lead": canary, "body": f"<p>{canary}</p>"}
        slug = f"hidden-{canary.removeprefix('zxq')}"
        story = make_article(*ALL, status=Status.UNPUBLISHED, slug=slug, category=self.section, **words | fields)
        story.tags.add(self.tag)
        Byline.objects.create(article=story, author=self.live.authors.get())
        FrontPick.objects.create(article=story)
        PopularPlace.objects.create(article=story, position=next(self.positions))
        self.live.related_places.create(related=story)
        self.hidden[canary] = story
        return story

    def write(self):
        for canary, function in PLACES.items():
            function(self, canary)
        for model in office_models():
            fill(model, self)

    def change_live(self, story, **change):
        for edition in editions.STORED:
            drafts.save_draft(story, edition, drafts.draft_of(story, edition).version, change, by=self.chief)

    def publish(self, story, **options):
        for edition in editions.STORED:
            workflow.publish(story, edition, by=self.chief, **options)

    def share(self, story, **values):
        draft = drafts.shared_draft_of(story)
        drafts.save_shared(story, draft.version, draft.values | values, by=self.chief)

    def publish_all(self, only_of_office):
        """Publish whatever can be. Words that have no way to readers are written into the text of a live story."""
        for story in self.hidden.values():
            story = Article.objects.filter(pk=story.pk).first()
            for here in story.editions() if story and not story.killed_at else ():
                if not here.is_live and drafts.draft_of(story, here.edition).has_words:
                    workflow.publish(story, here.edition, by=self.chief, at=timezone.now())
        for edition in editions.STORED:
            suggestions.accept(self.live, edition, by=self.chief)
        self.change_live(self.live, blocks={"ofoffice": f"<p>{' '.join(sorted(only_of_office))}</p>"})
        self.publish(self.live)
        workflow.publish_shared(self.live, by=self.chief)

    def withdraw_all(self):
        for story in Article.objects.filter(killed_at=None):
            for here in story.editions():
                if here.is_published and story != self.anchor:
                    workflow.withdraw(story, here.edition, by=self.chief, reason="zxqreason")


def canaries_of(model):
    return f"zxq{model._meta.model_name}"


# States of an edition


@place("zxqdraft")
def draft(site, canary):
    site.make_hidden(canary)


@place("zxqreview")
def in_review(site, canary):
    move(site, site.make_hidden(canary), Work.IN_REVIEW)


@place("zxqready")
def ready(site, canary):
    move(site, site.make_hidden(canary), Work.IN_REVIEW, Work.READY)


def move(site, story, *states):
    for edition, to in itertools.product(editions.STORED, states):
        workflow.move_draft(story, edition, to, by=site.chief)


@place("zxqback")
def sent_back(site, canary):
    story = site.make_hidden("zxqreturned")
    move(site, story, Work.IN_REVIEW)
    for edition in editions.STORED:
        workflow.move_draft(story, edition, Work.WRITING, by=site.chief, reason=canary)


@place("zxqscheduled", by_itself=True)
def scheduled(site, canary):
    story = site.make_hidden(canary)
    site.publish(story, at=site.later)
    FrontSlot.objects.bulk_create(FrontSlot(language=code, position=1, article=story) for code in ALL)
    add_node(site.live, recall_node(story))


@place("zxqembargo", by_itself=True)
def embargoed(site, canary):
    story = site.make_hidden(canary)
    site.share(story, embargo_until=text_of(site.later))
    site.publish(Article.objects.get(pk=story.pk), at=site.later)


@place("zxqwithdrawn")
def withdrawn(site, canary):
    story = site.make_hidden(canary)
    site.publish(story)
    for edition in editions.STORED:
        workflow.withdraw(story, edition, by=site.chief, reason="zxqreason")


@place("zxqunscheduled")
def withdrawn_before_it_was_public(site, canary):
    story = site.make_hidden(canary)
    site.publish(story, at=site.later)
    for edition in editions.STORED:
        workflow.withdraw(story, edition, by=site.chief, reason="zxqreason")


@place("zxqkilled")
def killed(site, canary):
    story = site.make_hidden(canary)
    site.publish(story)
    killing.kill(story, by=site.chief, reason="zxqkilling")


@place("zxqstopped")
def killed_before_it_was_public(site, canary):
    story = site.make_hidden(canary)
    site.publish(story, at=site.later)
    killing.kill(story, by=site.chief, reason="zxqkilling")


@place("zxqdeleted")
def deleted(site, canary):
    story = site.make_hidden(canary)
    site.publish(story)
    story.delete()


@place("zxqsilence", by_itself=True)
def kept_back_by_a_day_of_silence(site, canary):
    """It was scheduled before the day, which ends at the time at which all goes out."""
    make_law_day(site.later - datetime.timedelta(minutes=40), site.later, **in_all_columns(name="zxqlawday"))
    story = site.make_hidden(canary, has_agitation=True)
    site.publish(story, at=site.later)


@place("zxqdisclosure")
def disclosed(site, canary):
    """The reason of a disclosure. A commenter's nickname is public."""
    times = dict.fromkeys(["agreed_at", "joined_at"], timezone.now())
    person = apps.get_model("commenters.commenter").objects.create(nickname="Nick", skeleton="nick", **times)
    apps.get_model("commenters.disclosure").objects.create(person=person, reason=canary, asked_by=site.chief)


@place("zxqnetwork")
def banned(site, canary):
    """The hash of a network that is banned."""
    apps.get_model("comments.ban").objects.create(origin=canary, reason="insult", by=site.chief, at=timezone.now())


@place("zxqwriternote")
def noted(site, canary):
    """What moderators note about the network of a writer."""
    notes = apps.get_model("comments.writernote").objects
    notes.create(origin="a" * 48, text=canary, by=site.chief, at=timezone.now())


# Changes of a live edition


@place("zxqchange")
def changed(site, canary):
    """Two people write the same parts at once, so one waits. What the first wrote stays in a change."""
    for edition in editions.STORED:
        opened = drafts.draft_of(site.live, edition).version
        for person, base, number in ((site.chief, opened, 1), (site.reporter, opened, 2), (site.chief, opened + 1, 3)):
            fields = dict.fromkeys(("title", "lead", "source_name"), f"{canary} {number}")
            change = {"fields": fields | {"slug": "hidden-change"}, "blocks": {"addedone": f"<p>{canary} {number}</p>"}}
            drafts.save_draft(site.live, edition, base, change, by=person)


@place("zxqsuggested")
def suggested(site, canary):
    for edition in editions.STORED:
        mark = f"aaaaaaaa-{site.chief.pk}-1764345600"
        blocks = {"proposed": f'<p data-inserted="{mark}">{canary}</p>'}
        drafts.save_draft(site.live, edition, drafts.draft_of(site.live, edition).version, {"blocks": blocks},
                          by=site.chief)  # fmt: skip


@place("zxqplanned", "zxqplannedcorrection", by_itself=True)
def planned(site, canary):
    if canary == "zxqplanned":
        site.planned = site.make_live("planned")
        site.change_live(site.planned, fields={"title": canary, "lead": canary})
        site.publish(site.planned, at=site.later, correction="zxqplannedcorrection", note="zxqplannote",
                     kind=CorrectionKind.CORRECTION)  # fmt: skip


@place("zxqpackage", "zxqpackagecorrection", by_itself=True)
def in_a_package(site, canary):
    if canary != "zxqpackage":
        return
    story, package = site.make_hidden(canary), composing.create("zxqpackagename", by=site.chief)
    for edition in editions.STORED:
        composing.add_edition(package, story, edition, by=site.chief)
        composing.add_correction(package, site.live, edition, "zxqpackagecorrection", by=site.chief)
    packages.schedule(package, site.later, by=site.chief)


# What belongs to stories


@place("zxqname", "zxqphoto", "zxqrole", by_itself=True)
def rows_of_scheduled_stories(site, canary):
    if canary != "zxqname":
        return
    story = site.hidden["zxqscheduled"]
    photo = make_photo(**in_all_columns(alt="zxqphoto", caption="zxqphoto", credit="zxqphoto"), sent_as="zxqsentas.jpg")
    photo.file.save("zxqfile.jpg", ContentFile(picture_bytes((900, 600))))
    Article.objects.filter(pk=story.pk).update(
        category=make_category("secret", **in_all_columns(name="zxqname")), lead_photo=photo
    )
    story.tags.add(make_tag("secret", **in_all_columns(name="zxqname")))
    make_author("secret", story, **in_all_columns(name="zxqname", role="zxqrole", note="zxqrole"))
    site.photo = photo


@place("zxqbreaking", "zxqearlycorrection", by_itself=True)
def told_of_scheduled_stories(site, canary):
    story = site.hidden["zxqscheduled"]
    if canary == "zxqbreaking":
        until = site.later + datetime.timedelta(hours=4)
        BreakingLine.objects.create(article=story, until=until, **in_all_columns(text=canary))
        return
    for code in ALL:
        Correction.objects.create(article=story, language=code, text=canary)


@place("zxqshared")
def shared_fields(site, canary):
    """The fields of all editions of a live story, with rows that no public story has."""
    rows = {
        "category": make_category("waiting", **in_all_columns(name=canary)).pk,
        "lead_photo": make_photo(**in_all_columns(alt=canary, caption=canary, credit=canary)).pk,
        f"tag:{make_tag('waiting', **in_all_columns(name=canary)).pk}": True,
        f"byline:{make_author('waiting', **in_all_columns(name=canary, role=canary, note=canary)).pk}": 0,
        "source_url": f"https://example.kz/{canary}",
    }
    site.share(site.live, **rows)


@place("zxqcomment")
def comments(site, canary):
    model = apps.get_model("comments.Comment")
    for code, state in itertools.product(ALL, ("waiting", "rejected", "hidden", "removed")):
        model.objects.create(article=site.live, language=code, name=canary, text=canary, state=state)


@place("zxqstaff")
def names_of_staff(site, canary):
    type(site.reporter).objects.update(first_name=canary, last_name=canary, email=f"{canary}@example.kz")


# All other models


def office_models():
    """Return the models of the newsroom that nothing above writes into."""
    ours = [model for model in apps.get_models() if model.__module__.startswith(("articles.", "newsroom."))]
    known = WRITTEN_HERE | WITHOUT_WORDS
    return [model for model in ours if model.__name__ not in known and any(map(is_text, model._meta.concrete_fields))]


def is_text(field):
    is_free = isinstance(field, models.CharField | models.TextField) and not field.choices
    return is_free or isinstance(field, models.JSONField)


def fill(model, site):
    """Make a row with the canary of the model in each field for text, whatever else it needs."""
    values = {field.name: value_of(field, site) for field in model._meta.concrete_fields if not field.primary_key}
    return model.objects.create(**values)


def value_of(field, site):
    canary = canaries_of(field.model)
    match field:
        case models.ForeignKey() if field.null and field.related_model is field.model:
            return None
        case models.ForeignKey():
            known = {Article: site.live, type(site.chief): site.chief}
            rows = field.related_model._default_manager
            return known.get(field.related_model) or rows.first() or fill(field.related_model, site)
        case models.JSONField():
            return [canary]
        case models.CharField() | models.TextField() if not field.choices:
            return (slugify(canary) if isinstance(field, models.SlugField) else canary)[: field.max_length]
        case models.DateTimeField():
            return timezone.now()
        case models.DateField():
            return timezone.localdate()
        case models.TimeField():
            return None if field.null else datetime.time(9)
        case models.BooleanField():
            return False
        case _:
            return field.flatchoices[0][0] if field.choices else field.get_default() or 1
