"""Where a reader sends a page of ours on: plain addresses of others, called only by whoever follows one."""

from urllib.parse import quote


def addresses(address, title):
    """{"whatsapp", "telegram", "mail"} for an absolute address and a title in any letters."""
    page, words = encoded(address), encoded(title)
    return {
        "whatsapp": f"https://wa.me/?text={words}%0A{page}",
        "telegram": f"https://t.me/share/url?url={page}&text={words}",
        "mail": f"mailto:?subject={words}&body={page}",
    }


def encoded(text):
    """As UTF-8 in percents, spaces too: a mail program shows a plus as a plus."""
    return quote(text, safe="")
