"""Mails of the newsroom about stories."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.editorial import drafts
from newsroom.staff import mail


def tell_sent_back(article, edition, person, *, by, reason, act):
    """Tell a person that the text of an edition, which they handed in, was sent back to them, and why.

    It is called in the transaction of that act, whose key is `act`. Nobody is told of their own act.
    """
    if person is None or person.pk == by.pk:
        return False
    headline = drafts.draft_of(article, edition).title or str(article)
    address = address_of(article, edition)

    def words():
        sent_back = _("%(person)s has sent your text back.") % {"person": by}
        text = [sent_back, f"{headline} ({edition.autonym})", reason, address]
        return _("Sent back: %(headline)s") % {"headline": headline}, "\n\n".join(text)

    return mail.write_to(person, words, act=act)


def tell_named(note, edition):
    """Tell a colleague that a note names them. It is called in the transaction in which the note is added."""
    if note.to is None or note.to_id == note.by_id:
        return False
    headline = drafts.draft_of(note.article, edition).title or str(note.article)
    address = f"{address_of(note.article, edition)}#note-{note.pk}"

    def words():
        named = _("%(person)s has left a note for you.") % {"person": note.by or _("A reader")}
        quoted = [_("“%(words)s”") % {"words": note.quotation}] if note.quotation else []
        text = [named, f"{headline} ({edition.autonym})", *quoted, note.text, address]
        return _("Note: %(headline)s") % {"headline": headline}, "\n\n".join(text)

    return mail.write_to(note.to, words, act=f"note {note.pk}")


def address_of(article, edition):
    """Return the URL of a story at the desk; only its path if SITE_URL is not set, as there may be no request."""
    path = reverse("admin:articles_article_change", args=[article.pk])
    return f"{settings.SITE_URL}{path}?edition={edition.code}"
