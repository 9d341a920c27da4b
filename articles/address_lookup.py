"""Find the story that a URL without a page means: a former URL, one with a mistake, or one of another edition."""

import re
import unicodedata
from itertools import chain

from django.db.models import Q
from django.utils.translation import override

from articles.models import Article, LegacyAddress
from newsroom import editions
from newsroom.editions.address_converters import Day
from newsroom.editions.columns import column, columns

OF_STORY = re.compile(
    r"/(?P<edition>[a-zA-Z-]+)/(?P<day>[0-9]{4}/[0-9]{1,2}/[0-9]{1,2})/(?P<slug>[-a-zA-Z0-9_]+)"
    r"(/(?P<card>card/[-a-zA-Z0-9_]+\.jpg)|/(?P<form>comments(?:/(?:thank|report))?|mistake)(?P<sent>/sent)?)?"
)
EXACT = re.compile(r"/([a-z-]+)/\d{4}/\d\d/\d\d/([-a-zA-Z0-9_]+)/", re.ASCII)
"""The path of a story's page, as the page itself has it."""
LONGEST_PATH = 300
PASTED_CATEGORIES = ("P", "S", "Z", "Cc", "Cf")
"""Of Unicode: punctuation, symbols, spaces, line breaks, invisible formatting characters."""
NEVER_PASTED = "-\0\N{REPLACEMENT CHARACTER}"  # the latter stands for bytes that aren't UTF-8


def is_path_of_story(path):
    """Whether a path has exactly the form of a story's page, in one of our editions."""
    return len(path) <= LONGEST_PATH and bool(EXACT.fullmatch(path)) and editions.first_part(path) in editions.BY_CODE


def public_stories(paths, code):
    """Return {path: id} of those of the paths where readers find a story in the edition `code` now."""
    paths = list(paths)
    with override(code):
        stories = Article.objects.for_lines().published().filter(slug__in={EXACT.fullmatch(path)[2] for path in paths})
        found = {story.get_absolute_url(): story.pk for story in stories}
    return {path: found[path] for path in paths if path in found}


def address_meant(path):
    """Return the current URL of what a path means; None if there is none.

    It is a story, its share card, or the form for reporting a mistake or a comment. Other forms are on the page.
    """
    pasted = without_pasted_signs(path)
    match = OF_STORY.fullmatch(pasted)
    address = story_address(match) if match else LegacyAddress.objects.target_of(path, pasted)
    if not (match and address) or match["form"] in ("comments", "comments/thank"):
        return address
    return address + (match["card"] or form_in(match))


def form_meant(path):
    """Return (name of the form, its current URL) for the path to which a reader's form was sent; None if it is none.

    The URL is None if readers see no such story.
    """
    match = OF_STORY.fullmatch(without_pasted_signs(path))
    if not (match and match["form"]) or match["sent"]:
        return None
    address = story_address(match)
    return match["form"], address and address + form_in(match)


def form_in(match):
    return f"{match['form']}{match['sent'] or ''}/" if match["form"] else ""


def story_address(match):
    edition = editions.BY_CODE.get(match["edition"].lower())
    story = edition and story_meant(edition, day_of(match["day"]), match["slug"])
    return story and story.address_in(edition)


def is_of_killed_story(path):
    """Whether readers once found a story at exactly this path, in this edition, which was killed since."""
    match = OF_STORY.fullmatch(path.rstrip("/"))
    edition = editions.BY_CODE.get(match["edition"]) if match else None
    if edition is None:
        return False
    path = f"/{edition.stored_in}/{match['day']}/{match['slug']}/"
    killed = Article.objects.exclude(killed_at=None)
    # Two queries: no index has both conditions, and one query with "or" would read all stories.
    own = killed.filter(**{column("slug", edition): match["slug"]})
    former = killed.filter(pk__in=LegacyAddress.objects.filter(path=path).values("article"))
    stored = editions.BY_CODE[edition.stored_in]
    return any(is_withdrawn(story.edition(stored)) for story in chain(own, former))


def is_withdrawn(here):
    """Whether readers have seen an edition that they don't see any more."""
    return here.was_public and not here.is_published


def means_a_story(path):
    """Whether a path has the form of a story's URL, perhaps with something at its end."""
    return OF_STORY.fullmatch(without_pasted_signs(path)) is not None


def without_pasted_signs(path):
    """Remove slashes and what people paste with a link: punctuation after it, quotes and brackets around it, `?a=b`.

    No URL of ours ends with any of these except a slash.
    """
    path = re.split("[?#&]", path, maxsplit=1)[0]
    return path.rstrip("".join({sign for sign in path if is_pasted(sign)}))


def is_pasted(sign):
    return sign not in NEVER_PASTED and unicodedata.category(sign).startswith(PASTED_CATEGORIES)


def day_of(text):
    """Return the day in a URL; None if the calendar doesn't have it."""
    try:
        return Day().to_python(text)
    except ValueError:
        return None


def story_meant(edition, day, slug):
    """Return the story that readers of `edition` see and that has or had this slug; None if there is none.

    The day may be wrong or None, and the slug that of another edition that readers see. If there are several stories,
    prefer the right day, then the slug of the edition itself, then a current slug, then the newest story.
    """
    was_there = Q(slug=slug.lower())
    if day:  # addresses from old dumps have no slug
        was_there |= Q(path=f"/{edition.stored_in}/{Day().to_url(day)}/{slug}/")
    slug = slug.lower()
    former = list(LegacyAddress.objects.filter(was_there).values_list("article", "language"))
    current = Q(*((name, slug) for name in columns("slug")), _connector=Q.OR)
    stories = Article.objects.filter(current | Q(pk__in=[pk for pk, _language in former])).only(
        "first_published_at", *columns("slug"), *columns("status"), *columns("published_at")
    )
    found = [
        (story.day == day, here.edition.code == edition.stored_in, here.slug == slug, story.day, story.pk, story)
        for story in stories
        if story.address_in(edition)
        for here in story.editions()
        if here.is_live and (here.slug == slug or (story.pk, here.edition.code) in former)
    ]
    return max(found)[-1] if found else None
