from django import template
from django.utils.html import format_html
from qrcode import QRCode

from newsroom.staff.account_pages import recent_events, sessions_of

register = template.Library()


@register.simple_tag
def sessions_and_events(request):
    """Return what the pages of django-mfa don't know: the sessions of the person, and what happened to the account."""
    user = request.user
    return {"sessions": sessions_of(user, request.session.session_key), "events": recent_events(user)}


@register.simple_tag
def qr_code(text, label):
    """Draw a QR code as SVG. The policy of our pages allows no pictures in `data:` addresses."""
    code = QRCode(border=4)
    code.add_data(text)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return format_html(
        '<svg class="qr-code" viewBox="0 0 {0} {0}" role="img" aria-label="{1}"><path d="{2}"/></svg>',
        len(rows),
        label,
        path,
    )
