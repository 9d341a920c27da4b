"""The form of the archive: which stories it finds by section, tag, author and day."""

import datetime

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from articles.matching import first_in_all
from articles.models import Article, Author, Byline, Category, ListEntry, Tag
from articles.named_row_field import NamedRowField
from articles.sections import sections_with_stories
from newsroom.editions.names import name_and_lender

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


class NamedRowFilter(django_filters.Filter):
    field_class = NamedRowField


class ArchiveForm(forms.Form):
    def clean(self):
        super().clean()
        since, until = (self.cleaned_data.get(name) for name in ("since", "until"))
        if since and until and since > until:
            self.add_error("until", _("The last day is earlier than the first."))


class ArchiveFilter(django_filters.FilterSet):
    """Stories by section (including subsections), tag, author and first and last day, newest first.

    Tags and authors are chosen by their names. The URL may have their keys instead.
    """

    section = django_filters.ChoiceFilter(
        label=_("Section"),
        empty_label=_("all sections"),
        error_messages={"invalid_choice": _("This edition has no stories in this section.")},
    )
    tag = NamedRowFilter(label=_("Tag"), model=Tag)
    author = NamedRowFilter(label=_("Author"), model=Author)
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
        self.offer_sections()
        for name in ("tag", "author"):
            self.filters[name].extra["request"] = self.request

    def offer_sections(self):
        names = {section.key: name_and_lender(section) for section in self.tree}
        self.filters["section"].extra["choices"] = [
            (section.key, "– " * section.tree_depth + names[section.key][0]) for section in self.tree
        ]
        self.filters["section"].extra["widget"] = NameSelect(
            {key: lender for key, (_text, lender) in names.items() if lender}
        )

    def filter_queryset(self, queryset):
        stories = queryset.published_between(*self.days) if self.days else queryset
        sections, tag, author = self.sections, self.form.cleaned_data["tag"], self.form.cleaned_data["author"]
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
    def query(self):
        """{parameter: value} of the filters that are filled in, with the keys of the tag and the author."""
        return {name: getattr(value, "key", value) for name, value in self.form.cleaned_data.items() if value}

    @property
    def sections(self):
        """The ids of the chosen section and of those below it; an empty list if none was chosen."""
        chosen = self.form.cleaned_data["section"]
        section = next((branch for branch in self.tree if branch.key == chosen), None)
        return [branch.pk for branch in self.tree if section and section.pk in branch.tree_path]

    @property
    def choices(self):
        """{filter: (model, ids of the rows that it stands for)}, without empty filters.

        A section stands for those below it as well.
        """
        found = {name: (type(row), [row.pk]) for name in ("tag", "author") if (row := self.form.cleaned_data[name])}
        return found | ({"section": (Category, ids)} if (ids := self.sections) else {})

    @property
    def days(self):
        """The first and the last day; None if neither was chosen."""
        since, until = self.form.cleaned_data["since"], self.form.cleaned_data["until"]
        return (within_calendar(since or LONG_AGO), within_calendar(until or FAR_AHEAD)) if since or until else None


def within_calendar(day):
    return min(max(day, LONG_AGO), FAR_AHEAD)
