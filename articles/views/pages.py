"""Pagination without a count: counting would read every row of a list, which takes longer as the paper gets older."""

from dataclasses import dataclass

from django.http import Http404

ON_A_PAGE = 20


@dataclass(frozen=True)
class Page:
    object_list: list
    number: int
    has_next: bool

    @property
    def has_previous(self):
        return self.number > 1

    @property
    def has_other_pages(self):
        return self.has_previous or self.has_next

    @property
    def previous_page_number(self):
        return self.number - 1

    @property
    def next_page_number(self):
        return self.number + 1


def page_number(request):
    """Return the number in `?page=`, by default 1; raise Http404 if it isn't a positive number of up to four digits."""
    text = request.GET.get("page", "1")
    if not (text.isascii() and text.isdecimal() and len(text) < 5 and int(text)):
        raise Http404
    return int(text)


def page_of(rows, request, most=ON_A_PAGE):
    """Return the requested page of a queryset; raise Http404 for one after the last.

    A page has `most` rows. An empty list has a first page.
    """
    number = page_number(request)
    first = (number - 1) * most
    found = list(rows[first : first + most + 1])
    if number > 1 and not found:
        raise Http404
    return Page(found[:most], number, has_next=len(found) > most)
