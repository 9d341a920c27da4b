"""What the pages of the site can be sent, read from the pages themselves: parameters in links, and forms."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urljoin, urlsplit

from articles.tests.page_content import page_of, values_of

APART = ["TOTAL_FORMS", "INITIAL_FORMS", "id", "_selected_action"]
"""Kinds of fields that are read before all others, which are not read if these are wrong."""


@dataclass(frozen=True)
class Form:
    url: str
    values: list
    """Pairs of a name and a value, as a browser would send them without a change."""
    kinds: dict
    """{name: kind} of the fields that are read. The same code reads all fields of a kind."""


def parameters_of(page, url):
    """Return {name: value} of the query strings of links to the same page, and of the forms that add to it."""
    found = {}
    for link in page.iter("a"):
        target = urlsplit(urljoin(url, link.get("href", "")))
        if target.path == urlsplit(url).path:
            found |= parse_qsl(target.query, keep_blank_values=True)
    for form in page.iter("form"):
        target = urlsplit(urljoin(url, form.get("action", "")))  # the desk's search stands on every page
        if form.get("method", "get") == "get" and target.path == urlsplit(url).path:
            found |= {field.get("name"): "" for field in fields_of(form)}
    return found


def forms_of(page, url):
    """Yield the forms of a page that are sent with POST, once for each address that their buttons send them to."""
    for form in page.iter("form"):
        if form.get("method", "get") == "post":
            fields = fields_of(form)
            values = [(field.get("name"), value) for field in fields for value in values_of(field)]
            kinds = {field.get("name"): kind_of(field) for field in fields if not is_button(field)}
            kinds.pop("csrfmiddlewaretoken", None)  # it is read by Django's middleware, not by the form
            buttons = [button.get("formaction") for button in form.iter("button")]
            for address in dict.fromkeys([form.get("action") or url, *filter(None, buttons)]):
                yield Form(urljoin(url, address), values, kinds)


def fields_of(form):
    return [field for field in form.iter("input", "select", "textarea", "button") if field.get("name")]


def is_button(field):
    return field.tag == "button" or field.get("type") == "submit"


def kind_of(field):
    name = field.get("name").rpartition("-")[2]
    if name in APART or field.get("type") == "hidden":
        return name
    classes = [word for word in field.get("class", "").split() if word.startswith(("v", "admin-"))]
    return " ".join([field.tag, field.get("type", ""), *classes])


def fields_with_errors(response):
    """Return the names of the fields that a form of the desk marks as wrong."""
    marks = [element.get("id", "") for element in page_of(response).iter("ul")]
    return {mark.removeprefix("id_").removesuffix("_error") for mark in marks if mark.endswith("_error")}
