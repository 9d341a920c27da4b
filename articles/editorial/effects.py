"""What acts of the newsroom do outside the database. Each can be repeated."""

from django.utils.translation import gettext as _

from articles.editorial import photo_files
from articles.share_cards import cards
from newsroom.outbox.channels import Kind, channel

CARDS, FILES = "share cards", "photo files"


def words_of_cards(story, edition=""):
    return _("Delete the share cards of story %(number)s") % {"number": story}


@channel(CARDS, Kind.REPEATABLE, words_of_cards)
def delete_cards(story, edition=""):
    """Delete the share cards of a story, by its id, in an edition with its derived ones, or in all."""
    cards.delete_story_cards(story, edition)


def words_of_files(names):
    return _("Delete the files of photo %(name)s") % {"name": ", ".join(names)}


@channel(FILES, Kind.REPEATABLE, words_of_files)
def delete_files(names):
    """Delete pictures and their renditions, but none that a row names."""
    for name in names:
        photo_files.delete_files(name)
