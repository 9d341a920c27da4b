import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Author, Category, Tag
from newsroom.templatetags.paper import name_text


class ByKey(django_filters.ModelChoiceFilter):
    """A choice of rows, named in addresses by their key and in the list by their name in the edition."""

    class field_class(django_filters.fields.ModelChoiceField):
        def label_from_instance(self, row):
            return name_text(row)

    def __init__(self, **kwargs):
        super().__init__(to_field_name="key", **kwargs)


class ArchiveFilter(django_filters.FilterSet):
    section = ByKey(
        label=_("Section"), method="in_section", queryset=Category.objects.all(), empty_label=_("all sections")
    )
    tag = ByKey(label=_("Tag"), field_name="tags", queryset=Tag.objects.all(), empty_label=_("all tags"))
    author = ByKey(label=_("Author"), field_name="authors", queryset=Author.objects.all(), empty_label=_("all authors"))
    since = django_filters.DateFilter(
        label=_("From"), method="published_since", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    until = django_filters.DateFilter(
        label=_("To"), method="published_until", widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    class Meta:
        model = Article
        fields = []

    def in_section(self, stories, name, section):
        return stories.filter(category__in=list(section.descendants(include_self=True)))

    def published_since(self, stories, name, day):
        return stories.first_published_between(day, day.max.replace(year=9998))

    def published_until(self, stories, name, day):
        return stories.first_published_between(day.min.replace(year=2), min(day, day.max.replace(year=9998)))
