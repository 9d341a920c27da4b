"""What the security policy of readers' pages must be, and what it would block in a page."""

from newsroom.tests.html_tree import parse

POLICY = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "manifest-src": ["'self'"],
    "worker-src": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}


def directives(response):
    """{directive: sources} of a response's policy."""
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in parts}


def inline_code(html):
    return inline_code_below(parse(html))


def inline_code_below(root):
    """What a strict policy would block: scripts and styles within the HTML, as names of elements and attributes."""
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str):  # a comment
            continue
        is_data = element.get("type") in ("application/ld+json", "application/json")
        if (element.tag == "script" and "src" not in element.attrib and not is_data) or element.tag == "style":
            found.append(element.tag)
        found += [name for name in element.attrib if name == "style" or str(name).startswith("on")]
        found += [f"{name}={value}" for name, value in element.attrib.items() if value.startswith("javascript:")]
    return found
