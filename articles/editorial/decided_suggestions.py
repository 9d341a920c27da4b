"""The log of suggestions that somebody has decided by changing the text, as the keys of the editor do.

What the text says counts, not what the browser says of it. A suggestion is accepted if readers would have its words
now. Otherwise it is refused. Somebody who takes back a suggestion of their own decides nothing.
"""

from articles.editorial import story_log
from articles.editorial.differences import likeness
from articles.editorial.signed_suggestions import other_id
from articles.models import Act
from newsroom.content.suggestion_pieces import pieces_in
from newsroom.content.suggestions import accepted, refused, suggestions_of

MOST_COMPARED = 50
"""The most suggestions of a block that are looked at one by one."""


def log(draft, before, after, by):
    """Write an act for the suggestions that a saved change has accepted, and one for those that it has refused."""
    for act, number in decided(before.blocks, after.blocks, by).items():
        if number:
            story_log.record(draft.article, act, by=by, language=draft.language, suggestions=number)


def decided(before, after, by):
    """Return {act: how many suggestions of {id: html} it has decided}."""
    changed = {block: html for block, html in before.items() if after.get(block) != html}
    found = {one.id: one for one in suggestions_of(changed)}
    left = {one.id for one in suggestions_of(after)} if found else set()
    gone = {id for id in found if id not in left and other_id(id, by) not in left}
    taken = set().union(*(accepted_in(html, after.get(block) or "", gone) for block, html in changed.items()))
    refusals = [id for id in gone - taken if found[id].by != by.pk]
    return {Act.ACCEPT: len(taken), Act.REFUSE: len(refusals)}


def accepted_in(html, after, gone):
    """Return those of the ids `gone` whose suggestions in a block are what readers would get of the block `after`."""
    here = [id for id in pieces_in(html) if id in gone]
    wanted = refused(after)
    texts = {ids: with_accepted(html, ids) for ids in (frozenset(), frozenset(here))}
    for ids, text in texts.items():
        if text == wanted:
            return ids
    best = max(texts, key=lambda ids: likeness(texts[ids], wanted))
    for id in here[:MOST_COMPARED]:  # the rest of the block was changed, too, or some are accepted and some refused
        other = best ^ {id}
        if likeness(with_accepted(html, other), wanted) > likeness(with_accepted(html, best), wanted):
            best = other
    return best


def with_accepted(html, ids):
    return refused(accepted(html, ids)) if ids else refused(html)
