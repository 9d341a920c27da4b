"""The forms of a package: its name, its time, and what goes out with it."""

import re

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.first_page.rows import rows_of, titled
from articles.editorial.packages.composing import HOURS
from articles.models import Article, CorrectionKind, EditionWork, Package
from articles.models.front_page import TOP
from newsroom import editions
from newsroom.desk.ids import is_possible
from newsroom.desk.times import ComingTimeField, name_parts

MOST_OFFERED = 40
LONGEST_NAME = Package._meta.get_field("name").max_length
STATES_TO_ADD = ("ready", "review", "scheduled")
EDITIONS = [(edition.code, edition.autonym) for edition in editions.STORED]


def as_edition(code):
    return editions.BY_CODE[code]


def newest():
    return Article.objects.order_by("-updated_at", "-pk")


class StoryField(forms.ModelChoiceField):
    """A story of the package, one that was found, or one of the newest that the newsroom has worked on."""

    def __init__(self, **options):
        super().__init__(queryset=Article.objects.none(), label=gettext_lazy("article"), **options)

    def offer(self, package, found, chosen):
        """`found` are the ids of a search, or None. `chosen` is what a form has sent."""
        offered = newest().values_list("pk", flat=True)[:MOST_OFFERED] if found is None else found
        own = package.items.exclude(article=None).values_list("article", flat=True)
        sent = [int(chosen)] if is_possible(Article._meta.pk, chosen) else []
        self.queryset = titled(Article.objects.filter(pk__in=[*own, *offered, *sent])).order_by("-updated_at", "-pk")
        if found is not None:
            self.initial = next(iter(found), None)


class EditionField(forms.TypedChoiceField):
    def __init__(self):
        super().__init__(label=gettext_lazy("edition"), choices=EDITIONS, coerce=as_edition)


class NameForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("name of the package"), max_length=LONGEST_NAME)


class ItemForm(forms.Form):
    """A form of a package. `arguments` are those of the act that adds the item. `found` are ids of a search."""

    def __init__(self, package, *args, found=None, **options):
        super().__init__(*args, **options)
        if "article" in self.fields:
            self.fields["article"].offer(package, found, self.data.get(self.add_prefix("article"), ""))

    def arguments(self):
        return dict(self.cleaned_data)


class WorkField(forms.ChoiceField):
    """An edition and the version of its draft that the page shows, as `12-ru-5`. The act refuses an older version."""

    FORMAT = re.compile(r"([0-9]{1,15})-([a-z-]{2,10})-([0-9]{1,9})", re.ASCII)

    def valid_value(self, value):
        found = self.FORMAT.fullmatch(value)
        is_known = found and found[2] in dict(EDITIONS)
        return bool(is_known) and Article.objects.filter(pk=int(found[1])).exists()


class ReadyForm(ItemForm):
    """Editions that are ready, scheduled, or wait for review, and are not in the package yet; or those of a search."""

    work = WorkField(label=gettext_lazy("article"))

    def __init__(self, package, *args, found=None, **options):
        super().__init__(package, *args, **options)
        works = newest_to_add() if found is None else works_of(found)
        inside = {(item.article_id, item.language) for item in package.items.all() if item.version is not None}
        rows = [row for row in rows_of(works) if (row.work.article_id, row.work.language) not in inside]
        self.fields["work"].choices = [(value_of(row), f"{row.title} ({row.edition.autonym})") for row in rows]
        if not rows:
            self.fields["work"].help_text = _("No edition waits here. Find a story by its words.")

    def arguments(self):
        pk, code, version = WorkField.FORMAT.fullmatch(self.cleaned_data["work"]).groups()
        return {"article": Article(pk=int(pk)), "edition": as_edition(code), "version": int(version)}


def newest_to_add():
    works = [
        work for name in STATES_TO_ADD for work in EditionWork.objects.in_state(name).newest_first()[:MOST_OFFERED]
    ]
    return [*{(work.article_id, work.language): work for work in works}.values()]


def works_of(pks):
    return [*EditionWork.objects.filter(article__in=pks).publishable().newest_first()]


def value_of(row):
    return f"{row.work.article_id}-{row.work.language}-{row.draft.version if row.draft else 0}"


class SlotForm(ItemForm):
    article = StoryField()
    edition = EditionField()
    position = forms.TypedChoiceField(
        label=gettext_lazy("place"), choices=[(place, place) for place in range(1, TOP + 1)], coerce=int
    )
    until = ComingTimeField(label=gettext_lazy("until"), required=False, widget=AdminSplitDateTime)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        name_parts(self.fields["until"].widget)


class BreakingForm(ItemForm):
    article = StoryField()
    hours = forms.IntegerField(label=gettext_lazy("for how many hours"), min_value=1, max_value=24, initial=HOURS)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for code, name in EDITIONS:
            label = _("line: %(edition)s") % {"edition": name}
            self.fields[f"line_{code}"] = forms.CharField(label=label, max_length=120, required=False)

    def arguments(self):
        lines = {code: self.cleaned_data[f"line_{code}"] for code, _name in EDITIONS}
        return {"article": self.cleaned_data["article"], "hours": self.cleaned_data["hours"], "lines": lines}


class CorrectionForm(ItemForm):
    article = StoryField()
    edition = EditionField()
    kind = forms.ChoiceField(
        label=gettext_lazy("kind of change"), choices=CorrectionKind.choices, initial=CorrectionKind.CORRECTION
    )
    text = forms.CharField(
        label=gettext_lazy("what was wrong and what is correct"), max_length=600, widget=forms.Textarea({"rows": 3})
    )


class TimeForm(forms.Form):
    publish_at = ComingTimeField(label=gettext_lazy("when it goes out"), widget=AdminSplitDateTime)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        name_parts(self.fields["publish_at"].widget)


class ChoiceOfPackage(forms.Form):
    """An open package, or the name of a new one."""

    package = forms.ModelChoiceField(
        queryset=Package.objects.none(), label=gettext_lazy("package"), required=False, empty_label=None
    )
    name = forms.CharField(label=gettext_lazy("or a new one"), max_length=LONGEST_NAME, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["package"].queryset = Package.objects.open()
        self.fields["package"].empty_label = "–"

    def clean(self):
        found = super().clean()
        if not found.get("package") and not found.get("name"):
            raise ValidationError(_("Choose a package, or name a new one."))
        return found
