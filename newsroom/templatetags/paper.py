"""What every template can say: names that know their language, dates and numbers of the edition, addresses."""

from django import template
from django.conf import settings
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils.html import format_html
from django.utils.text import Truncator

from newsroom import editions
from newsroom.alphabets import kept
from newsroom.content import share_links
from newsroom.content.clean_html import plain_text
from newsroom.editions import dates
from newsroom.editions.marked_languages import closed
from newsroom.editions.transliteration import in_letters
from newsroom.serving import site_context

register = template.Library()


@register.simple_tag
def name(thing, field="name"):
    """A translated name; one that another edition had to lend is marked with its language and kept from conversion."""
    text, lender = spoken(thing, field)
    if lender is None:
        return text
    return format_html('<bdi lang="{}" translate="no">{}</bdi>', lender.tag, text)


@register.simple_tag
def name_text(thing, field="name"):
    """The same as bare text, for `<title>` and attributes, where no mark-up can stand."""
    text, lender = spoken(thing, field)
    return kept(text) if lender and editions.active().is_derived else text


def spoken(thing, field):
    """(text, the edition that lent it or None)."""
    edition = editions.active()
    for code in (edition.stored_in, *edition.fallbacks):
        source = editions.BY_CODE[code]
        if text := getattr(thing, f"{field}_{source.suffix}"):
            return text, None if code == edition.stored_in else source
    return "", None


@register.filter
def day(value):
    return dates.day(value, editions.active())


@register.filter
def day_of_year(value):
    return dates.day_of_year(value, editions.active())


@register.filter
def moment(value):
    return dates.moment(value, editions.active())


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
def machine(value):
    """For `<time datetime>`: with the zone's offset on that day, or a bare date."""
    return dates.in_almaty(value).isoformat()


@register.filter
def first_words(html, count):
    """The beginning of a text or an HTML text, as text. Chinese has no spaces to count words by."""
    beginning = Truncator(" ".join(plain_text(html).split()))
    if editions.active().stored_in == "zh-hans":
        return beginning.chars(int(count) * 2, truncate="…")
    return closed(beginning.words(int(count), truncate="…"))


@register.simple_tag(takes_context=True)
def edition_links(context):
    """[(edition, address, is this page)] for the switcher: the same page where it exists, else that edition's front.

    A view says where its page exists by `address_in(edition)`, which may answer None; pages that exist everywhere
    say nothing, and their address differs only in its first part.
    """
    request, current = context["request"], editions.active()
    links = []
    for edition in editions.EDITIONS:
        address = address_in(context, request, edition)
        links.append(
            {
                "edition": edition,
                "address": address or f"/{edition.code}/",
                "is_same_page": bool(address),
                "is_current": edition == current,
            }
        )
    # Who reads none of our languages is sent to the Kazakh page, or else to the first that there is.
    same = [link for link in links if link["is_same_page"]]
    for link in sorted(same, key=lambda link: link["edition"] != editions.DEFAULT)[:1]:
        link["is_for_others"] = True
    return links


def address_in(context, request, edition):
    if "address_in" in context:
        return context["address_in"](edition)
    if not request.edition:
        return None
    return f"/{edition.code}/{request.path.split('/', 2)[2]}"


@register.simple_tag
def desk_editions():
    """The editions in whose language the desk can be had."""
    return [editions.BY_CODE[code] for code in settings.DESK_LANGUAGES]


@register.simple_tag(takes_context=True)
def saves_data(context):
    """Whether the reader saves data; for components, which are not given `paper`."""
    return hasattr(context, "request") and site_context.of(context.request).saves_data


@register.simple_tag(takes_context=True)
def share_addresses(context, address, title):
    """{"whatsapp", "telegram", "mail": where a page of ours is sent on}, the title in the letters of the edition."""
    request = context.request
    return share_links.addresses(request.build_absolute_uri(address), in_letters(request, title))


@register.simple_tag(takes_context=True)
def again(context, name):
    """What a block says, for a second place on the page: a block itself can stand in one only.

    Django has no documented way to a block from without; where `extends` keeps them has not changed since 1.2.
    """
    return context.render_context[BLOCK_CONTEXT_KEY].get_block(name).render(context)


@register.simple_tag(takes_context=True)
def absolute(context, address):
    return context["request"].build_absolute_uri(address)
