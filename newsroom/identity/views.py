from django.shortcuts import get_object_or_404, render

from newsroom.editions.names import name_and_lender
from newsroom.identity.models import Page


def page(request, key):
    """A standing page. Its text falls back to another language: untranslated rules are better than none."""
    page = get_object_or_404(Page, key=key)
    body, lender = name_and_lender(page, "body")
    return render(request, "identity/page.html", {"page": page, "body": body, "lender": lender})


def pages(request):
    return render(request, "identity/pages.html", {"pages": Page.objects.all()})
