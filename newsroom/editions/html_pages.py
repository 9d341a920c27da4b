"""Finished pages that are still changed on their way out."""


def is_html_page(response):
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and not response.streaming and bool(response.content)  # a redirect has no content


def set_content(response, content):
    response.content = content
    if "Content-Length" in response.headers:
        response.headers["Content-Length"] = str(len(response.content))
