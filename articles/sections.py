"""The tree of sections, as processes hold it in memory (`newsroom/database/versioned.py`)."""

from articles.models import Category
from newsroom.database.versioned import computed_from


@computed_from(Category)
def section_tree():
    """{id: section}, depth-first, with `tree_depth`, `tree_path` and their parents."""
    found = {section.pk: section for section in Category.objects.as_tree()}
    for section in found.values():
        section.parent = found.get(section.parent_id)
    return found
