"""What was typed as a correction. It belongs to a publication and not to the draft, so drafts don't have it.

Until the edition is published it is kept in the session of the person: nothing is lost if the publication is refused.
"""

NAME = "corrections"
LONGEST = 2_000
"""Characters. Publishing accepts fewer, and says so."""


def keep(request, article, edition, sent):
    """Keep what the fields that were sent have. An empty one forgets it; without the field, nothing changes."""
    if "correction" in sent:
        store(request, article, edition, sent["correction"].strip()[:LONGEST])


def kept(request, article, edition):
    return request.session.get(NAME, {}).get(key_of(article, edition), "")


def forget(request, article, edition):
    store(request, article, edition, "")


def store(request, article, edition, text):
    if text == kept(request, article, edition):
        return
    others = {key: one for key, one in request.session.get(NAME, {}).items() if key != key_of(article, edition)}
    request.session[NAME] = others | ({key_of(article, edition): text} if text else {})


def key_of(article, edition):
    return f"{article.pk} {edition.code}"
