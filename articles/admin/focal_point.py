"""The focal point of a photo at the desk: the picture, the point, and what each shape shows of it."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from articles.pictures.renditions import CARD, WHOLE, WIDE, are_made, name_of

WIDTH = 720
SHAPES = {_("top of a page, 16:9"): WIDE, _("lists, 4:3"): CARD}


def focal_point(photo):
    """Return the HTML for the form of a photo, or "–" if the photo has no picture yet."""
    if not (photo and photo.file and photo.width):
        return "–"
    crops = [(name, view_box(shape.box_in(photo))) for name, shape in SHAPES.items()]
    context = {
        "photo": photo,
        "address": address_of(photo),
        "crops": crops,
        "point": (photo.width * photo.focal_x // 100, photo.height * photo.focal_y // 100),
        "radius": max(photo.width, photo.height) // 30,
    }
    return render_to_string("components/desk/focal_point.html", context)


def view_box(box):
    left, top, right, bottom = box
    return left, top, right - left, bottom - top


def address_of(photo):
    is_made = are_made(photo) and WIDTH in WHOLE.widths_of(photo)
    return photo.file.storage.url(name_of(photo, WHOLE, WIDTH, "jpg")) if is_made else photo.file.url
