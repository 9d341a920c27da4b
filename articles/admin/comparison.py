"""Two versions of an edition, compared, as a page of the desk shows it."""

from itertools import groupby

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.editorial.comparing import ADDED, LOOKS, REMOVED, SAME, compare, counted
from articles.editorial.node_words import in_words
from newsroom.content.editor_words import NODE_WORDS


def comparison(before, after):
    """Return {"groups": …, "inserted": …, "deleted": …, "changes": number of parts that differ}."""
    parts = compare(before, after)
    words = in_words([html for part in parts for html in (part.before, part.after)])
    found = [(part, *part.differences(words)) for part in parts]
    inserted, deleted = counted([(kind, words) for _part, kind, words in found])
    shown = [shown_part(part, kind, words) for part, kind, words in found if is_worth_showing(part, kind)]
    changed = [part for part in shown if part["is_changed"]]
    for number, part in enumerate(changed, start=1):
        part["number"] = number
    return {
        "groups": [grouped(is_folded, [*same]) for is_folded, same in groupby(shown, key=is_folded_part)],
        "changes": len(changed),
        "inserted": ngettext("%(count)s insertion", "%(count)s insertions", inserted) % {"count": inserted},
        "deleted": ngettext("%(count)s deletion", "%(count)s deletions", deleted) % {"count": deleted},
    }


def is_worth_showing(part, kind):
    return kind != SAME or part.name not in ("slug", "source_name")


def shown_part(part, kind, words):
    is_changed = kind != SAME or part.is_moved
    return {
        "field": part.name, "label": label_of(part, kind, is_changed), "words": words, "is_changed": is_changed,
        "is_node": part.node is not None,
    }  # fmt: skip


def label_of(part, kind, is_changed):
    """Return what stands above a part; "" if it has not changed. The headline always says so."""
    if is_changed:
        return ", ".join([name_of_part(part), *notes_on(part, kind)])
    return f"{name_of_part(part)}, {_('unchanged')}" if part.name == "title" else ""


def name_of_part(part):
    names = {"title": _("headline"), "lead": _("lead"), "slug": _("address"), "source_name": _("source")}
    if part.name:
        return capfirst(names[part.name])
    if part.node:
        return capfirst(str(NODE_WORDS[part.node.kind]))
    return _("Paragraph %(number)s") % {"number": part.number}


def notes_on(part, kind):
    """Return what happened to a part besides changes of its words."""
    words = {ADDED: _("added"), REMOVED: _("removed"), LOOKS: _("only links or formatting")}
    notes = [words[kind]] if kind in words else []
    return notes + [_("moved")] * part.is_moved


def is_folded_part(part):
    return not part["field"] and not part["is_changed"]


def grouped(is_folded, parts):
    said = ngettext("%(count)s paragraph unchanged", "%(count)s paragraphs unchanged", len(parts))
    return {"folded": is_folded and said % {"count": len(parts)}, "parts": parts}
