"""Links that share a page: plain URLs of other services, which only readers who follow one contact."""

from urllib.parse import quote


def addresses(address, title):
    """Return {"whatsapp": URL, "telegram": URL, "mail": URL} for an absolute URL and a title."""
    page, words = encoded(address), encoded(title)
    return {
        "whatsapp": f"https://wa.me/?text={words}%0A{page}",
        "telegram": f"https://t.me/share/url?url={page}&text={words}",
        "mail": f"mailto:?subject={words}&body={page}",
    }


def encoded(text):
    """Percent-encode a text. Spaces too, because mail programs show a plus as a plus."""
    return quote(text, safe="")
