"""Links that share a page: plain URLs of other services. A service is contacted only when a reader follows its link."""

from urllib.parse import quote


def addresses(address, title):
    """Return {"whatsapp": URL, "telegram": URL, "mail": URL} for an absolute URL and a title."""
    url, text = percent_encoded(address), percent_encoded(title)
    return {
        "whatsapp": f"https://wa.me/?text={text}%0A{url}",
        "telegram": f"https://t.me/share/url?url={url}&text={text}",
        "mail": f"mailto:?subject={text}&body={url}",
    }


def percent_encoded(text):
    """Percent-encode a text. Spaces too, because mail programs show a plus as a plus."""
    return quote(text, safe="")
