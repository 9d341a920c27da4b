"""Template tags and filters about the edition of a page: names, dates and numbers, links to the other editions."""

from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _

from newsroom import editions
from newsroom.alphabets import protect
from newsroom.editions import dates
from newsroom.editions.columns import value_in
from newsroom.editions.names import name_and_lender

register = template.Library()


@register.simple_tag
def name(row, field="name"):
    """A translated name. A lent name is marked with its language, and keeps its letters in derived editions."""
    text, lender = name_and_lender(row, field)
    if lender is None:
        return text
    return format_html('<bdi lang="{}" translate="no">{}</bdi>', lender.tag, text)


@register.simple_tag
def name_text(row, field="name"):
    """`name` as plain text, for `<title>` and attributes."""
    text, lender = name_and_lender(row, field)
    return protect(text) if lender and editions.active().is_derived else text


@register.simple_tag
def text(row, field):
    """A translated text of the active edition; "" if it has none.

    Unlike a name, it is never lent: the edition that it was written for may not be published yet.
    """
    return value_in(row, field, editions.active()) or ""


@register.filter
def day(value):
    return dates.day(value, editions.active())


@register.filter
def short_day(value):
    return dates.short_day(value, editions.active())


@register.filter
def day_of_year(value):
    return dates.day_of_year(value, editions.active())


@register.filter
def moment(value):
    return dates.moment(value, editions.active())


@register.filter
def short_moment(value):
    return dates.short_moment(value, editions.active())


@register.filter
def clock(value):
    return dates.clock(value)


@register.filter
def weekday_around(value):
    return dates.weekday_around(value, editions.active())


@register.filter
def month(value):
    return dates.month(value, editions.active())


@register.filter
def year(value):
    return dates.year(value, editions.active())


@register.filter
def decimal(value, places=None):
    return dates.decimal(value, editions.active(), places)


@register.filter
def nth(page):
    """« – Page 2», for the title of a list; "" for its first page, and for a list without pages."""
    return f" – {_('Page %(number)s') % {'number': page.number}}" if getattr(page, "number", 1) > 1 else ""


@register.filter
def machine(value):
    """The value of `<time datetime>`: a datetime with the offset of its day, or a date alone."""
    return dates.in_almaty(value).isoformat()


@register.simple_tag(takes_context=True)
def canonical_address(context):
    """The one URL of the page: without parameters that it doesn't know, and with its page number only from 2 on.

    A view whose page has parameters that don't matter passes `canonical` to its template.
    """
    return context.get("canonical") or context["request"].path + query_in(context, editions.active())


@register.simple_tag(takes_context=True)
def edition_links(context):
    """Links of the edition switcher: the same page where that edition has it, else that edition's front page.

    A list of {"edition", "address", "is_same_page", "is_alternate", "is_current"}; one has "is_for_others" as well. A
    view whose page doesn't exist in every edition passes `address_in(edition)` to its template, which returns None
    where it doesn't, or `has_page_in(edition)` if its path is the same in all that have it.
    """
    request, current = context["request"], editions.active()
    if hasattr(request, "edition_links"):  # a page needs them in its head and in its masthead
        return request.edition_links
    links = request.edition_links = []
    for edition in editions.EDITIONS:
        address = address_in(context, request, edition)
        links.append(
            {
                "edition": edition,
                "address": address + query_in(context, edition) if address else f"/{edition.code}/",
                "is_same_page": bool(address),
                "is_alternate": bool(address) and has_same_list(context, edition),
                "is_current": edition == current,
            }
        )
    # x-default: readers of none of our languages get the Kazakh page, or else the first one that exists.
    same = [link for link in links if link["is_alternate"]]
    for link in sorted(same, key=lambda link: link["edition"] != editions.DEFAULT)[:1]:
        link["is_for_others"] = True
    return links


def query_in(context, edition):
    """The query string of a list in an edition: "" or `?…`.

    A view passes `shared_query`, the parameters that mean the same in other editions, and `own_query`, those that mean
    it only in the language of the page, like its number and the words of a search.
    """
    query = shared_query(context, edition)
    if edition.stored_in == editions.active().stored_in:
        query |= context.get("own_query", {})
        query |= {"page": number} if (number := page_number(context)) > 1 else {}
    return f"?{urlencode(query)}" if query else ""


def shared_query(context, edition):
    """The parameters of a list that an edition knows.

    If not all editions know a parameter, a view passes the codes of those that do: `codes_of_shared={name: codes}`.
    """
    codes = context.get("codes_of_shared", {})
    shared = context.get("shared_query", {})
    return {name: value for name, value in shared.items() if edition.stored_in in codes.get(name, editions.BY_CODE)}


def has_same_list(context, edition):
    """Whether an edition has the same list as the page, so that they are translations of each other."""
    if edition.stored_in == editions.active().stored_in:
        return True
    is_of_language = context.get("own_query") or page_number(context) > 1
    return not is_of_language and shared_query(context, edition) == context.get("shared_query", {})


def page_number(context):
    return getattr(context.get("page"), "number", 1)


def address_in(context, request, edition):
    if "address_in" in context:
        return context["address_in"](edition)
    if not request.edition or ("has_page_in" in context and not context["has_page_in"](edition)):
        return None
    return f"/{edition.code}/{request.path.split('/', 2)[2]}"


@register.simple_tag
def desk_editions():
    """The editions whose language the desk is available in."""
    return [editions.BY_CODE[code] for code in settings.DESK_LANGUAGES]
