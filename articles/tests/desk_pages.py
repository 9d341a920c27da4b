"""All kinds of pages of the desk, and the words that they say to a member of staff."""

import json

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.urls import reverse
from modeltranslation.manager import get_translatable_fields_for_model

from articles.models import Correction
from articles.tests.page_content import classes_of, submit
from newsroom.editions.columns import columns
from newsroom.house_style.models import Rule
from newsroom.staff.models import User

SPOKEN = ["title", "placeholder", "aria-label", "alt", "label"]
"""Attributes that say something."""
BUTTONS = ["submit", "button", "reset"]
LEFT_OUT = {"field-key", "field-latin", "field-credit", "material-icons", "recovery-codes"}
"""Cells of lists with untranslated texts of rows, codes, and names of icons, which are shown as icons."""

ACCOUNT_PAGES = [
    "security", "recovery/codes", "enroll/totp", "enroll/webauthn", "verify", "verify/totp", "verify/recovery_codes",
]  # fmt: skip


def replace_texts_of_readers(text):
    """Replace what readers read in every row, so that the words left on a page are those of the desk."""
    for model in admin.site._registry:
        names = [name for field in get_translatable_fields_for_model(model) or [] for name in columns(field)]
        for field in map(model._meta.get_field, names):
            if is_text(field):
                written = model.objects.exclude(**{field.name: ""}).exclude(**{f"{field.name}__isnull": True})
                written.update(**{field.name: text})

    Correction.objects.update(text=text)
    for word in apps.get_model("comments.bannedword").objects.all():
        type(word).objects.filter(pk=word.pk).update(stem=f"{text} {word.pk}", exceptions="")
    for rule in Rule.objects.filter(language="en"):  # their names are in lists and on pages of their own
        Rule.objects.filter(pk=rule.pk).update(pattern=f"{text} {rule.pk}", suggestion=text, reason=text)


def is_text(field):
    return isinstance(field, models.CharField | models.TextField) and not field.name.startswith(("status", "slug"))


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def pages(client):
    """Yield (name, response) of every kind of page, once for each model. Pages that don't exist are left out."""
    for name in ("index", "password_change", "password_change_done"):
        yield name, client.get(reverse(f"admin:{name}"))
    for name in ACCOUNT_PAGES:
        yield name, client.get(f"/admin/account/{name}/")
    yield "closing an account", client.get(reverse("admin:staff_user_close", args=[User.objects.first().pk]))
    yield "password of another", client.get(reverse("admin:auth_user_password_change", args=[User.objects.first().pk]))
    for model, own in admin.site._registry.items():
        yield from (answer for answer in pages_of(client, model, own) if answer[1].status_code == 200)


def pages_of(client, model, own):
    name, listing = model.__name__, address(model, "changelist")
    yield f"{name} list", client.get(listing, follow=True)
    add = client.get(address(model, "add"), {"_popup": "1"} if own.search_fields else {})
    yield f"{name} add", add
    if add.status_code == 200:
        yield f"{name} refused", submit(client, add, f"{model._meta.model_name}_form")
    for row in model._default_manager.order_by("-pk")[:1]:
        for page in ("change", "delete", "history"):
            yield f"{name} {page}", client.get(address(model, page, row.pk))
        yield f"{name} action", client.post(listing, {"action": "delete_selected", "_selected_action": [row.pk]})
    if own.search_fields:
        yield f"{name} nothing found", client.get(listing, {"q": "ъъъ"})


def words_said(element):
    """Yield the texts of an element and those of its attributes that say something.

    Parts with a `lang` and parts that screen readers skip are left out.
    """
    if not isinstance(element.tag, str) or element.tag in ("script", "style", "kbd") or is_left_out(element):
        return
    yield from (element.get(name, "") for name in SPOKEN)
    if LEFT_OUT & {*classes_of(element)}:
        return
    yield from texts_of(element)
    for child in element:
        yield from words_said(child)
        yield child.tail or ""


def is_left_out(element):
    if element.tag == "html":
        return False
    return "lang" in element.attrib or element.get("aria-hidden") == "true"


def texts_of(element):
    yield element.text or ""
    if element.tag == "input" and element.get("type") in BUTTONS:
        yield element.get("value", "")
    if "data-inline-formset" in element.attrib:
        options = json.loads(element.get("data-inline-formset"))["options"]
        yield from (options[name] for name in ("addText", "deleteText"))
