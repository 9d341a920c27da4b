"""A page as a reader or a browser takes it: the words of one of its parts, and what a form on it would send."""

from urllib.parse import urljoin

from django.conf import settings

from newsroom.tests.html_tree import parse


def page_of(response):
    return parse(response.content.decode())


def words_of(element):
    return " ".join("".join(element.itertext()).split())


def parts_of(response, css_class):
    """The elements of a class, in the order of the page."""
    return [element for element in page_of(response).iter() if css_class in classes_of(element)]


def classes_of(element):
    return str(element.get("class", "")).split() if isinstance(element.tag, str) else []


def words_in(response, css_class):
    """What is written in all the parts of a class together; "" where there is none."""
    return " ".join(words_of(element) for element in parts_of(response, css_class))


def headlines(response):
    """The headlines of the list in the middle of a page, from the top."""
    return [words_of(heading) for listing in parts_of(response, "list") for heading in listing.iter("h3")]


def elements(response, tag, **attributes):
    """Elements with these attributes; an underscore stands for a hyphen, as in `aria_current`."""
    wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
    return [
        element
        for element in page_of(response).iter(tag)
        if all(element.get(name) == value for name, value in wanted.items())
    ]


def foreign_scripts(response):
    """Scripts that are not ours: those that stand in the page itself, or come from elsewhere than our own files."""
    scripts = elements(response, "script")
    return [script for script in scripts if not script.get("src", "").startswith(settings.STATIC_URL)]


def form_values(response, form_id):
    """{name: value or list of values} that a browser would send, were no field touched and no button named."""
    (form,) = elements(response, "form", id=form_id)
    values = {}
    for field in form.iter():
        name = field.get("name")
        if name and "disabled" not in field.attrib:
            for value in values_of(field):
                values.setdefault(name, []).append(value)
    return {name: several[0] if len(several) == 1 else several for name, several in values.items()}


def values_of(field):
    if field.tag == "textarea":
        return ["".join(field.itertext())]
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [option for option in options if "selected" in option.attrib]
        if not chosen and "multiple" not in field.attrib:
            chosen = options[:1]
        return [option.get("value", words_of(option)) for option in chosen]
    if field.tag != "input" or field.get("type") in ("submit", "button", "file", "image", "reset"):
        return []
    if field.get("type") in ("checkbox", "radio"):
        return [field.get("value", "on")] if "checked" in field.attrib else []
    return [field.get("value", "")]


def submit(client, response, form_id, **changes):
    """Send a form of a page back as a browser would, with some fields changed, to where the page says."""
    (form,) = elements(response, "form", id=form_id)
    here = response.request["PATH_INFO"]
    if response.request["QUERY_STRING"]:
        here += "?" + response.request["QUERY_STRING"]
    return client.post(urljoin(here, form.get("action") or here), form_values(response, form_id) | changes)
