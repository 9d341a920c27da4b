"""The form of the archive: which stories it finds by section, tag, author and day."""

import datetime

import django_filters
from django import forms
from django.core.validators import slug_re
from django.utils.translation import gettext_lazy as _

from articles.matching import first_in_all
from articles.models import Article, Author, Byline, Category, ListEntry, Tag
from articles.sections import sections_with_stories
from newsroom import editions
from newsroom.editions.columns import value_in
from newsroom.editions.names import name_and_lender

MOST_OFFERED, NEWEST_COUNTED = 50, 50
"""Numbers of tags or authors that a select offers, and of stories that determine which."""
LONG_AGO, FAR_AHEAD = datetime.date(1900, 1, 1), datetime.date(9990, 1, 1)


def date_input():
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class NameSelect(forms.Select):
    """A select of names. Names that fall back to another edition are marked with its language."""

    # Django's own includes two templates for each option, which takes long with hundreds of tags.
    template_name = "components/select.html"

    def __init__(self, lenders=None):
        super().__init__()
        self.lenders = lenders or {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if lender := self.lenders.get(value):
            option["attrs"] |= {"lang": lender.tag, "translate": "no"}
        return option


class ArchiveForm(forms.Form):
    def clean(self):
        super().clean()
        since, until = (self.cleaned_data.get(name) for name in ("since", "until"))
        if since and until and since > until:
            self.add_error("until", _("The last day is earlier than the first."))


class ArchiveFilter(django_filters.FilterSet):
    """Stories by section (including subsections), tag, author and first and last day, newest first.

    The selects offer the tags and authors that the newest stories have most often, and the chosen one. A select of all
    would make the page too large.
    """

    section = django_filters.ChoiceFilter(label=_("Section"), empty_label=_("all sections"))
    tag = django_filters.ChoiceFilter(label=_("Tag"), empty_label=_("all tags"))
    author = django_filters.ChoiceFilter(label=_("Author"), empty_label=_("all authors"))
    since = django_filters.DateFilter(label=_("From"), widget=date_input())
    until = django_filters.DateFilter(label=_("To"), widget=date_input())

    class Meta:
        model = Article
        fields = []
        form = ArchiveForm

    def __init__(self, *args, most, **kwargs):
        """`most` is the number of stories needed, counted from the newest to the end of the requested page."""
        super().__init__(*args, **kwargs)
        self.most = most
        self.tree = sections_with_stories(self.request)
        self.rows = {"section": self.tree, "tag": self.offered(Tag, "tag"), "author": self.offered(Author, "author")}
        for name, rows in self.rows.items():
            self.set_choices(name, rows)

    def offered(self, model, name):
        rows = list(model.objects.used_most(MOST_OFFERED, NEWEST_COUNTED))
        asked = self.data.get(name, "")
        if slug_re.fullmatch(asked) and asked not in {row.key for row in rows}:
            rows += model.objects.with_stories().filter(key=asked)
        return sorted(rows, key=lambda row: value_in(row, "name_order", editions.active()))

    def set_choices(self, name, rows):
        names = {row.key: name_and_lender(row, "name") for row in rows}
        self.filters[name].extra["choices"] = [
            (row.key, "– " * getattr(row, "tree_depth", 0) + names[row.key][0]) for row in rows
        ]
        self.filters[name].extra["widget"] = NameSelect(
            {key: lender for key, (_text, lender) in names.items() if lender}
        )

    def filter_queryset(self, queryset):
        stories = queryset.published_between(*self.days) if self.days else queryset
        sections, tag, author = self.sections, self.chosen("tag"), self.chosen("author")
        if sections and not (tag or author):
            return stories.in_sections(sections, self.most)
        lists = []  # as `first_in_all` takes them
        if tag:
            lists.append((ListEntry.objects.ids(self.days, tag=tag), Article.tags.through.objects.filter(tag=tag)))
        if author:
            lists.append((ListEntry.objects.ids(self.days, author=author), Byline.objects.filter(author=author)))
        if sections:
            in_sections = Article.objects.filter(category__in=sections)
            lists.append((in_sections.published().values_list("pk", flat=True), in_sections))
        if len(lists) > 1:
            return stories.filter(pk__in=first_in_all(lists, self.most)).newest_first()
        if tag or author:
            return stories.listed_under(self.days, **({"tag": tag} if tag else {"author": author}))
        return stories.newest_first()

    @property
    def sections(self):
        """The ids of the chosen section and of those below it; an empty list if none was chosen."""
        section = self.chosen("section")
        return [branch.pk for branch in self.tree if section and section.pk in branch.tree_path]

    @property
    def choices(self):
        """{filter: (model, ids of the rows that it stands for)}, without empty filters.

        A section stands for those below it as well.
        """
        found = {name: (type(row), [row.pk]) for name in ("tag", "author") if (row := self.chosen(name))}
        return found | ({"section": (Category, ids)} if (ids := self.sections) else {})

    def chosen(self, name):
        """Return the row with the chosen key; None if nothing was chosen."""
        return next((row for row in self.rows[name] if row.key == self.form.cleaned_data[name]), None)

    @property
    def days(self):
        """The first and the last day; None if neither was chosen."""
        since, until = self.form.cleaned_data["since"], self.form.cleaned_data["until"]
        return (within_calendar(since or LONG_AGO), within_calendar(until or FAR_AHEAD)) if since or until else None


def within_calendar(day):
    return min(max(day, LONG_AGO), FAR_AHEAD)
