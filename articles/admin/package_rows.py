"""What the pages of packages show of a package, and of what goes out with it, in the words of the desk."""

from django.utils.translation import gettext as _

from articles.admin.package_acts import address_of
from articles.editorial import draft_versions, drafts
from articles.editorial.packages import edition_items
from articles.editorial.packages.going_out import items_of
from articles.editorial.telling import SILENT
from articles.models import ItemKind
from newsroom.desk.colleagues import zoned
from newsroom.editions.addresses import address_in


def shown_package(package):
    return {
        "name": package.name,
        "address": address_of(package),
        "state": package.state,
        "label": package.get_state_display(),
        "at": zoned(package.publish_at) if package.publish_at else "",
        "by": str(package.by or ""),
    }


def shown_items(package):
    """Return what a package has, in the order in which it goes out, in the words of the desk."""
    return [
        {
            "pk": item.pk,
            "kind": item.get_kind_display(),
            "story": story_of(item),
            "edition": item.edition,
            "is_undecided": package.is_open and edition_items.is_undecided(item),
            "is_silent": item.correction_kind == SILENT,
            "words": words_about(item),
            "faults": package.faults_of(item.pk),
            "preview": address_of_preview(package, item),
        }
        for item in items_of(package)
    ]


def story_of(item):
    """Return the headline in the edition of an item: of an edition, the one that goes out."""
    if item.article is None:
        return _("The story was deleted.")
    draft = item.edition and drafts.stored_draft(item.article, item.edition)
    if item.kind == ItemKind.EDITION and draft:
        content = draft_versions.known_content(draft, item.version)
        return (content and content.fields["title"]) or str(item.article)
    own = item.edition and item.article.edition(item.edition).title
    return own or (draft and draft.title) or str(item.article)


def words_about(item):
    if item.kind == ItemKind.SLOT:
        until = item.until and _("until %(time)s") % {"time": zoned(item.until)}
        return ", ".join(filter(None, [_("place %(position)s") % {"position": item.position}, until]))
    if item.kind == ItemKind.BREAKING:
        return "; ".join([_("hours: %(number)s") % {"number": item.hours}, *item.lines.values()])
    return item.text


def address_of_preview(package, item):
    if item.kind != ItemKind.EDITION or item.article is None:
        return ""
    return address_in(item.edition, "package_story", pk=package.pk, story=item.article_id)
