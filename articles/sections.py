"""The tree of sections. It is cached, because every page needs it and it seldom changes."""

from articles.models import Category
from articles.models.listed import ids_with_stories
from newsroom import editions
from newsroom.database.cached_values import cached_values, computed_from


@computed_from(Category)
def section_tree(edition):
    """{id: section}, depth-first, with `tree_depth`, `tree_path` and their parents.

    The active `edition` is an argument, because names have another order in each.
    """
    found = {section.pk: section for section in Category.objects.as_tree()}
    for section in found.values():
        section.parent = found.get(section.parent_id)
    return found


def sections_by_id(request):
    return cached_values(request).get(section_tree, editions.active())


def all_sections(request):
    """Return all sections, depth-first, also those without stories."""
    return list(sections_by_id(request).values())


def sections_with_stories(request):
    """Return the sections that have stories in the active edition, themselves or below them, depth-first.

    Others don't exist for its readers: a name can tell what a draft is about.
    """
    if not hasattr(request, "sections_with_stories"):
        tree = sections_by_id(request)
        own = ids_with_stories(Category, editions.active().stored_in).all()
        shown = {above for pk in own if pk in tree for above in tree[pk].tree_path}
        request.sections_with_stories = [section for pk, section in tree.items() if pk in shown]
    return request.sections_with_stories


def ids_below(sections, key):
    """Return the ids of a section and of all sections below it."""
    tops = {section.pk for section in sections if section.key == key}
    return [section.pk for section in sections if tops.intersection(section.tree_path)]
