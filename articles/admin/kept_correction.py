"""What was chosen and typed to tell of a change: to readers, and to the newsroom. The draft doesn't have it.

Until the edition is published it is kept in the session of the person: nothing is lost if the publication is refused.
It is about the change that the edition would get then. If another one would go out, nothing is told of it unasked: the
words stay, but somebody has to choose again what they are.
"""

from articles.editorial import drafts

LONGEST = {"correction": 2_000, "correction_kind": 20, "note": 2_000}
"""{name of a field: characters}. Publishing accepts fewer, and says so."""
IN_SESSION = {"correction": "corrections", "correction_kind": "kinds_of_corrections", "note": "publication_notes"}
ABOUT = "corrections_are_about"
"""In the session: {key: [number of the last publication, version of the draft or None for any]}."""


def keep(request, article, edition, sent, version=None):
    """Keep what the fields that were sent have. An empty one forgets it; without the field, nothing changes.

    `version` is the version of the draft that it is about, if somebody was asked about that one alone. Fields that an
    open page sends unchanged are still about the change for which they were filled in.
    """
    before = stored(request, article, edition)
    for name, longest in LONGEST.items():
        if name in sent:
            store(request, article, edition, IN_SESSION[name], sent[name].strip()[:longest])
    now = stored(request, article, edition)
    if any(now.values()) and (version is not None or now != before):
        store(request, article, edition, ABOUT, [drafts.draft_of(article, edition).revision, version])


def kept(request, article, edition):
    """Return {name of a field: what it has}."""
    found = stored(request, article, edition)
    for name in outdated(request, article, edition) if any(found.values()) else ():
        store(request, article, edition, IN_SESSION[name], "")
    return stored(request, article, edition)


def outdated(request, article, edition):
    """Return the names of the fields that must not be used for what would be published now."""
    revision, version = request.session.get(ABOUT, {}).get(key_of(article, edition), [None, None])
    draft = drafts.draft_of(article, edition)
    if revision != draft.revision:
        return ["correction_kind", "note"]
    return ["correction_kind"] if version not in (None, draft.version) else []


def forget(request, article, edition):
    for name in [*IN_SESSION.values(), ABOUT]:
        store(request, article, edition, name, "")


def stored(request, article, edition):
    key = key_of(article, edition)
    return {name: request.session.get(place, {}).get(key, "") for name, place in IN_SESSION.items()}


def store(request, article, edition, place, value):
    key, all_kept = key_of(article, edition), request.session.get(place, {})
    if value != all_kept.get(key, ""):
        others = {other: one for other, one in all_kept.items() if other != key}
        request.session[place] = others | ({key: value} if value else {})


def key_of(article, edition):
    return f"{article.pk} {edition.code}"
