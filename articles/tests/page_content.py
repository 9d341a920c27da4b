"""Functions that read a page like a reader or a browser: the text of its parts, and the data that a form would send."""

from urllib.parse import urljoin

from django.conf import settings

from newsroom.tests.html_tree import parse_page


def page_of(response):
    return parse_page(response.content)


def words_of(element):
    return " ".join("".join(element.itertext()).split())


def parts_of(response, css_class):
    """Return the elements with a class, in document order."""
    return [element for element in page_of(response).iter() if css_class in classes_of(element)]


def classes_of(element):
    return str(element.get("class", "")).split() if isinstance(element.tag, str) else []


def words_in(response, css_class):
    """Return the text of all elements with a class, joined; "" if there are none."""
    return " ".join(words_of(element) for element in parts_of(response, css_class))


def headlines(response):
    """Return the headlines of a page's main list, in order."""
    return [words_of(heading) for listing in parts_of(response, "list") for heading in listing.iter("h3")]


def elements(response, tag, **attributes):
    """Return elements with these attributes. Write a hyphen as an underscore, as in `aria_current`."""
    wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
    return [
        element
        for element in page_of(response).iter(tag)
        if all(element.get(name) == value for name, value in wanted.items())
    ]


def foreign_scripts(response):
    """Return the scripts that are inline or don't come from our static files."""
    scripts = elements(response, "script")
    return [script for script in scripts if not script.get("src", "").startswith(settings.STATIC_URL)]


def form_values(response, form_id):
    """Return {name: value or list of values} that a browser would send if no field was changed."""
    (form,) = elements(response, "form", id=form_id)
    values = {}
    for field in form.iter():
        name = field.get("name")
        if name and not is_disabled(field):
            for value in values_of(field):
                values.setdefault(name, []).append(value)
    return {name: several[0] if len(several) == 1 else several for name, several in values.items()}


def is_disabled(field):
    fieldsets = [element for element in field.iterancestors("fieldset") if "disabled" in element.attrib]
    return "disabled" in field.attrib or bool(fieldsets)


def values_of(field):
    if field.tag == "textarea":
        return ["".join(field.itertext()).removeprefix("\n")]  # browsers leave it out, lxml doesn't
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
    """Submit a form of a page like a browser, to its action, with some fields changed."""
    (form,) = elements(response, "form", id=form_id)
    here = response.request["PATH_INFO"]
    if response.request["QUERY_STRING"]:
        here += "?" + response.request["QUERY_STRING"]
    return client.post(urljoin(here, form.get("action") or here), form_values(response, form_id) | changes)
