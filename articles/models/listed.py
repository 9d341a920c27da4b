"""Sections, tags and authors: names that have a list of stories in each edition.

A name can tell what a draft is about, so it is public only with a story.
"""

from functools import lru_cache

from django.db.models import Subquery
from django.db.models.lookups import IsNull
from django.urls import reverse
from django.utils.translation import override

from articles.models.edition_constraints import marked_published_in
from newsroom import editions
from newsroom.content.natural_keys import KeyedQuerySet, NamedRow
from newsroom.editions.columns import lenders


class ListedQuerySet(KeyedQuerySet):
    def with_stories(self):
        """Those that have stories which readers of the active edition may see."""
        return self.filter(has_stories_in(self.model, editions.active().stored_in))


# What follows is cached, because building it takes longer than the queries.


@lru_cache
def has_stories_in(model, code):
    """Return the condition that a row of `model` has stories which readers of an edition may see.

    It looks for the newest one. PostgreSQL would read EXISTS as a join, and for a row without published stories read
    all others that it has.
    """
    with override(code):
        newest = model.stories_of_each().published().values("pk")[:1]
    return IsNull(Subquery(newest), False)


@lru_cache
def ids_with_stories(model, code):
    """Return a queryset of the ids of the rows that have stories which readers of an edition may see."""
    return model.objects.filter(has_stories_in(model, code)).order_by().values_list("pk", flat=True)


@lru_cache
def answers(model):
    """Return a queryset that tells for each row in which stored editions it has stories which readers may see."""
    conditions = [has_stories_in(model, edition.code) for edition in editions.STORED]
    return model.objects.order_by().values_list(*conditions)


def codes_of_editions(model, ids):
    """Return the codes of the stored editions in which one of the rows has stories that readers may see."""
    return {
        edition.code
        for answer in answers(model).filter(pk__in=ids)
        for edition, has_stories in zip(editions.STORED, answer, strict=True)
        if has_stories
    }


class Listed(NamedRow):
    class Meta(NamedRow.Meta):
        abstract = True

    @classmethod
    def stories_of_each(cls):
        """Return the stories in the list of the row of an outer query, newest first, in the active edition."""
        raise NotImplementedError

    def listed_stories(self):
        """Return all its stories, in any edition and with any status."""
        return self.articles.all()

    def has_published_stories_in(self, edition):
        """Whether it has stories with the status PUBLISHED in `edition`, including scheduled ones."""
        return self.listed_stories().filter(marked_published_in(edition)).exists()

    def is_name_public(self, edition):
        """Whether readers see its name in the language of `edition`, or would see it once it has one."""
        shown_in = (other for other in editions.STORED if edition in lenders(self, "name", other))
        return any(self.has_published_stories_in(other) for other in shown_in)


@lru_cache(maxsize=2_000)
def list_path(view, key, language):
    """The URL of a list of stories in the active `language`. Cached, because a front page prints dozens of them."""
    return reverse(view, args=[key])
