"""What was chosen and typed to tell of a change: to readers, and to the newsroom. The draft doesn't have it.

Until the edition is published it is kept in the session of the person: nothing is lost if the publication is refused.
"""

LONGEST = {"correction": 2_000, "correction_kind": 20, "note": 2_000}
"""{name of a field: characters}. Publishing accepts fewer, and says so."""
IN_SESSION = {"correction": "corrections", "correction_kind": "kinds_of_corrections", "note": "publication_notes"}


def keep(request, article, edition, sent):
    """Keep what the fields that were sent have. An empty one forgets it; without the field, nothing changes."""
    for name, longest in LONGEST.items():
        if name in sent:
            store(request, article, edition, name, sent[name].strip()[:longest])


def kept(request, article, edition):
    """Return {name of a field: what it has}."""
    key = key_of(article, edition)
    return {name: request.session.get(stored, {}).get(key, "") for name, stored in IN_SESSION.items()}


def forget(request, article, edition):
    for name in LONGEST:
        store(request, article, edition, name, "")


def store(request, article, edition, name, text):
    if text == kept(request, article, edition)[name]:
        return
    key, stored = key_of(article, edition), request.session.get(IN_SESSION[name], {})
    others = {other: one for other, one in stored.items() if other != key}
    request.session[IN_SESSION[name]] = others | ({key: text} if text else {})


def key_of(article, edition):
    return f"{article.pk} {edition.code}"
