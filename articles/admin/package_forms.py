"""The forms of a package: its name, its time, and what goes out with it."""

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.first_page.rows import titled
from articles.editorial.packages.composing import HOURS
from articles.models import Article, CorrectionKind, EditionWork, Package
from articles.models.front_page import TOP
from newsroom import editions
from newsroom.desk.times import ComingTimeField, name_parts

MOST_OFFERED = 40
EDITIONS = [(edition.code, edition.autonym) for edition in editions.STORED]


def as_edition(code):
    return editions.BY_CODE[code]


class StoryField(forms.ModelChoiceField):
    """A story of the package, or one of the newest that the newsroom has worked on."""

    def __init__(self, **options):
        super().__init__(queryset=Article.objects.none(), label=gettext_lazy("article"), **options)

    def offer(self, package):
        newest = Article.objects.order_by("-updated_at", "-pk").values_list("pk", flat=True)[:MOST_OFFERED]
        own = package.items.exclude(article=None).values_list("article", flat=True)
        self.queryset = titled(Article.objects.filter(pk__in=[*own, *newest])).order_by("-updated_at", "-pk")


class EditionField(forms.TypedChoiceField):
    def __init__(self):
        super().__init__(label=gettext_lazy("edition"), choices=EDITIONS, coerce=as_edition)


class NameForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("name"), max_length=Package._meta.get_field("name").max_length)


class ItemForm(forms.Form):
    """A form of a package. `arguments` are those of the act that adds the item."""

    def __init__(self, package, *args, **options):
        super().__init__(*args, **options)
        if "article" in self.fields:
            self.fields["article"].offer(package)

    def arguments(self):
        return dict(self.cleaned_data)


class ReadyForm(ItemForm):
    """Editions that are ready, or wait for review, and are not in the package yet."""

    work = forms.ChoiceField(label=gettext_lazy("article"))

    def __init__(self, package, *args, **options):
        super().__init__(package, *args, **options)
        works = [work for name in ("ready", "review") for work in newest_in(name)]
        inside = {(item.article_id, item.language) for item in package.items.all() if item.version is not None}
        stories = titled(Article.objects).in_bulk({work.article_id for work in works})
        self.fields["work"].choices = [
            (f"{work.article_id}-{work.language}", f"{stories[work.article_id]} ({work.edition_name})")
            for work in map(named, works)
            if work.article_id in stories and (work.article_id, work.language) not in inside
        ]

    def arguments(self):
        pk, _hyphen, code = self.cleaned_data["work"].partition("-")
        return {"article": Article(pk=int(pk)), "edition": as_edition(code)}


def newest_in(name):
    return EditionWork.objects.in_state(name).newest_first()[:MOST_OFFERED]


def named(work):
    work.edition_name = as_edition(work.language).autonym
    return work


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
    publish_at = ComingTimeField(label=gettext_lazy("publish at"), widget=AdminSplitDateTime)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        name_parts(self.fields["publish_at"].widget)


class ChoiceOfPackage(forms.Form):
    """An open package, or the name of a new one."""

    package = forms.ModelChoiceField(
        queryset=Package.objects.none(), label=gettext_lazy("package"), required=False, empty_label=None
    )
    name = forms.CharField(label=gettext_lazy("or a new one"), max_length=120, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["package"].queryset = Package.objects.open()
        self.fields["package"].empty_label = "–"

    def clean(self):
        found = super().clean()
        if not found.get("package") and not found.get("name"):
            raise ValidationError(_("Choose a package, or name a new one."))
        return found
