"""Why a picture that was sent is not stored, as the rows of photos record it."""

from django.utils.translation import gettext_lazy as _

from articles.pictures.decoding import DAMAGED, INCOMPLETE, NO_MEMORY, NOT_A_PICTURE

DUPLICATE, LOST, GAVE_UP = "duplicate", "lost", "gave_up"
FAILURES = {
    "damaged": DAMAGED,
    "incomplete": INCOMPLETE,
    "not_a_picture": NOT_A_PICTURE,
    "no_memory": NO_MEMORY,
    DUPLICATE: _("This picture was uploaded before."),
    LOST: _("The file was lost before it was processed. Send it again."),
    GAVE_UP: _("The server failed to process this picture several times. Save it again in a picture editor."),
}
"""{code: message}. Pictures with other faults are refused when they are sent."""
