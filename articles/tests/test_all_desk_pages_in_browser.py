"""Every page of the address map, with something on it: axe finds no faults, and it fits a phone."""

import pytest
from django.contrib import admin
from django.urls import reverse

from articles.editorial import drafts
from articles.models import Tag
from articles.tests.desk import KK
from articles.tests.desk_map import PACKAGE, PAGES, STORY
from articles.tests.full_desk import fill_desk
from articles.tests.permissions.people import addresses_of_desk
from articles.tests.test_desk_on_a_phone import MEASURE
from articles.tests.test_desk_pages_in_browser import faults_in_both_themes, page_with_axe, sign_in  # noqa: F401
from newsroom.staff.models import User

pytestmark = [
    *(pytest.mark.browser, pytest.mark.slow, pytest.mark.one_database),
    pytest.mark.django_db(transaction=True),
]

LOGIN = "admin/login/"
OF_MODELS = {"kk": "changelist", "ru": "change"}
"""Pages that Django's admin makes for each model. They differ by what stands in them, not by the language."""
SMALL = """() => [...document.querySelectorAll("#content :is(a.btn, button, select, input, summary)")]
  .filter((one) => one.checkVisibility() && !["hidden", "checkbox", "radio", "file"].includes(one.type))
  .filter((one) => !one.matches(".selector *, .select2-hidden-accessible") && one.offsetHeight < 34)
  .map(({ outerHTML }) => outerHTML.slice(0, 120))"""


def addresses_of(rows):
    """Yield (address, a selector of what must be on it) of the pages in `PAGES`, and of what they lead to."""
    found = {address.route: address for address in addresses_of_desk()}
    first, *_rest = dict(drafts.draft_of(rows["story"], KK).blocks)
    for route, selector in PAGES.items():
        if route == LOGIN:  # only for people who have not signed in
            continue
        row = rows["out" if "undo" in route else "package"] if route.startswith(PACKAGE) else rows["story"]
        own = {"pk": str(row.pk)} if route.startswith((STORY, PACKAGE)) else {}
        if "<int:item>" in route:
            own["item"] = str(row.items.get(kind="edition", article=rows["changed"], language="kk").pk)
        of_translation = "side-by-side" in route or "conflicts" in route
        asked = f"edition=kk&source=ru&part={first}" if of_translation else "edition=ru"
        yield f"{found[route].url(**own)}?{asked}", selector
    for page in ("", "author/add/", f"article/{rows['story'].pk}/history/", f"tag/{Tag.objects.first().pk}/delete/"):
        yield f"/admin/articles/{page}", ".module, form"
    yield f"/admin/articles/article/{rows['story'].pk}/change/?edition=ru", ".note-list .note"
    for part in ("", f"{rows['first'].pk}/"):
        yield f"/en/preview/package/{rows['package'].pk}/{part}", "article"


def addresses_of_models(page):
    for model in admin.site._registry:
        name, row = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", model.objects.first()
        if page == "changelist" or row:
            yield reverse(name, args=[row.pk] if page == "change" else []), "#content"


def faults_on_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    measured, small = page.evaluate(MEASURE, {}), page.evaluate(SMALL)
    wide, zoomed = measured["wide"], measured["zoomed"]
    page.set_viewport_size({"width": 1280, "height": 720})
    return [(page.url.partition("/admin")[2], wide, small, zoomed)] if wide > 0 or small or zoomed else []


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_axe_finds_no_faults_and_everything_fits_a_phone(page_with_axe, demo, staff, language):  # noqa: F811
    chief, page = staff("chief editor", language=language), page_with_axe
    User.objects.filter(pk=chief.pk).update(is_superuser=True)
    rows = fill_desk(User.objects.get(pk=chief.pk), staff("reporter"))
    page.context.set_extra_http_headers({"Accept-Language": language})
    page.goto(f"/{LOGIN}")
    found = faults_in_both_themes(page) + faults_on_a_phone(page)
    sign_in(page, chief)
    for address, selector in [*addresses_of(rows), *addresses_of_models(OF_MODELS[language])]:
        page.goto(address)
        page.locator("draft-editor:not([data-ready])").wait_for(state="detached")
        assert (address, page.locator(selector).count() > 0) == (address, True)
        found += faults_in_both_themes(page) + faults_on_a_phone(page)
    assert found == []
