"""All pages of the desk, read from the table of permissions, which the address map keeps complete.

A new address is in `PAGES`, with what must be on it, or in `NO_PAGES`.
"""

import csv

from django.contrib import admin

from articles.tests.permissions.test_permission_table import TABLE

STORY, PACKAGE = "admin/articles/article/<int:pk>/", "admin/articles/article/packages/<int:pk>/"
FORMS = ("<path:object_id>/change/", "<path:object_id>/delete/", "<path:object_id>/history/", "<path:object_id>/")
"""What every model has below its list, beside `add/`."""

PAGES = {
    "admin/": ".desk-story",
    "admin/account/security/": "form",
    "admin/account/enroll/<str:factor_type>/": "form",
    "admin/account/recovery/codes/": "form",
    "admin/account/verify/": "form",
    "admin/account/verify/<str:factor_type>/": "form",
    f"{STORY}add-to-package/": "select",
    f"{STORY}assignment/": "select",
    f"{STORY}conflicts/": ".conflict",
    f"{STORY}preview-links/": "[formaction*=revoke], form[action*=revoke]",
    f"{STORY}publications/": ".comparison ins",
    f"{STORY}remind/": "form",
    f"{STORY}side-by-side/": ".pair-stale",
    f"{STORY}side-by-side/pair/": ".pair-choice",
    "admin/articles/article/editions/": ".board-cell",
    "admin/articles/article/front/": "[data-placed]",
    "admin/articles/article/packages/": ".package-state",
    PACKAGE: ".package-list li",
    f"{PACKAGE}tell/<int:item>/": "[name=correction_kind]",
    f"{PACKAGE}undo/": "[name=overwrite]",
    "admin/articles/daybookevent/<int:pk>/story/": "select",
    "admin/articles/daybookevent/week/": ".daybook-clash",
    "admin/articles/photo/<int:pk>/uses/": "a",
    "admin/comments/comment/<int:pk>/writer/": "main h1, .moderation-links",
    "admin/comments/comment/figures/": ".figures-table tbody tr",
    "admin/comments/comment/mine/": ".author-comments textarea",
    "admin/comments/comment/queue/": "[data-item]",
    "admin/login/": "#id_username",
    "admin/password_change/": "form",
    "admin/password_change/done/": "h1",
    "admin/staff/user/<id>/password/": "form",
    "admin/staff/user/<int:pk>/close/": "form",
}
"""{route: a selector of what must be on the page, so that it is not looked at while it is empty}"""

SENT_TO_STORY = [
    *("accept", "cancel-change", "discard-shared", "discard", "flash", "kill", "lift-kill", "move", "notes", "publish"),
    *("publish-shared", "refuse", "restore", "withdraw", "preview-links/<int:link>/revoke"),
]
SENT_TO_PACKAGE = "add-breaking add-correction add-edition add-slot cancel delete publish remove schedule".split()
NO_PAGES = {
    *(f"{STORY}{act}/" for act in SENT_TO_STORY),
    *(f"{PACKAGE}{act}/" for act in SENT_TO_PACKAGE),
    *(f"admin/articles/article/add/{act}/" for act in ("flash", "move", "publish")),
    *(f"{STORY}{part}/" for part in ("acts", "checks", "draft/<str:language>", "shared")),
    *(f"admin/articles/article/{part}/" for part in ("embeds", "find", "own/<str:language>")),
    *(f"admin/articles/photo/{part}/" for part in ("picker/<str:language>", "rows", "states", "upload")),
    *("admin/account/passkey/begin/", "admin/jsi18n/", "admin/session/"),
    "admin/r/<path:content_type_id>/<path:object_id>/",
    "admin/house_style/rule/rules/<str:language>/<str:version>/",
}
"""Acts, which lead elsewhere if somebody opens them, and answers to scripts."""


def opened_routes():
    """Return the routes of the desk that open, or lead to another page, when a superuser asks for them."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["method"] == "GET"]
    return {row["address"] for row in rows if row["superuser"] in ("200", "302")}


def routes_of_models():
    """Return {route: model} of the lists and forms that Django's admin makes."""
    found = {}
    for model in admin.site._registry:
        here = f"admin/{model._meta.app_label}/{model._meta.model_name}/"
        found |= {f"{here}{page}": model for page in ("", "add/", *FORMS)}
    return found
