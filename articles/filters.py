import datetime

import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Author, Byline, Category, Tag
from newsroom.editions.names import name_and_lender

LONG_AGO, FAR_AHEAD = datetime.date(1900, 1, 1), datetime.date(9990, 1, 1)


def day_field():
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class Names(forms.Select):
    """A choice of names, those that another edition had to lend marked with their language."""

    def __init__(self, lenders=None):
        super().__init__()
        self.lenders = lenders or {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if lender := self.lenders.get(value):
            option["attrs"] |= {"lang": lender.tag, "translate": "no"}
        return option


class ArchiveFilter(django_filters.FilterSet):
    """Stories by section (with what lies below it), tag, author and the days from and to.

    The choices are read once a form, three queries in all, and a chosen value is looked up among them.
    """

    section = django_filters.ChoiceFilter(label=_("Section"), method="in_section", empty_label=_("all sections"))
    tag = django_filters.ChoiceFilter(label=_("Tag"), method="with_tag", empty_label=_("all tags"))
    author = django_filters.ChoiceFilter(label=_("Author"), method="by_author", empty_label=_("all authors"))
    since = django_filters.DateFilter(label=_("From"), method="published_since", widget=day_field())
    until = django_filters.DateFilter(label=_("To"), method="published_until", widget=day_field())

    class Meta:
        model = Article
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.tree = list(Category.objects.as_tree())
        self.offer("section", self.tree)
        self.tags, self.authors = list(Tag.objects.all()), list(Author.objects.all())
        self.offer("tag", self.tags)
        self.offer("author", self.authors)

    def offer(self, name, rows):
        names = {row.key: name_and_lender(row, "name") for row in rows}
        self.filters[name].extra["choices"] = [
            (row.key, "– " * getattr(row, "tree_depth", 0) + names[row.key][0]) for row in rows
        ]
        self.filters[name].extra["widget"] = Names({key: lender for key, (_text, lender) in names.items() if lender})

    def in_section(self, stories, name, key):
        section = next(branch for branch in self.tree if branch.key == key)
        return stories.filter(category__in=[branch.pk for branch in self.tree if section.pk in branch.tree_path])

    # The list of a tag, or else of an author, is read in its order. What it is filtered by is asked of each story.

    def with_tag(self, stories, name, key):
        return stories.listed_under(tag=next(tag for tag in self.tags if tag.key == key))

    def by_author(self, stories, name, key):
        author = next(author for author in self.authors if author.key == key)
        if self.form.cleaned_data.get("tag"):
            return stories.filter(Exists(Byline.objects.filter(author=author, article=OuterRef("pk"))))
        return stories.listed_under(author=author)

    def published_since(self, stories, name, day):
        return stories.first_published_between(max(day, LONG_AGO), FAR_AHEAD)

    def published_until(self, stories, name, day):
        return stories.first_published_between(LONG_AGO, min(max(day, LONG_AGO), FAR_AHEAD))
