"""Note which names a published edition prints. `name_slips.py` compares the names of other texts with them."""

import re
from dataclasses import replace

from django.db import transaction

from articles.models import Article, NameMention, PrintedName
from articles.story_text import paragraphs
from newsroom.content.clean_html import plain_text
from newsroom.content.nodes import node_in
from newsroom.editions.columns import column
from newsroom.names.endings import LANGUAGES
from newsroom.names.pairs import names_in, near_keys
from newsroom.names.runs import runs_in

MARKED = re.compile(r'<span lang="[^"]*">(?:(?!</?span\b).)*+</span>', re.DOTALL)
"""Words in another language, which writes names otherwise."""


@transaction.atomic
def note(article, edition):
    """Make the rows of one edition of a story those of the names that its readers get; none if it is not published."""
    here = article.edition(edition)
    found = names_of(here) if here.is_published and edition.code in LANGUAGES else {}
    mentions = NameMention.objects.filter(article=article, name__language=edition.code)
    pks = stored(found, edition.code) if found else []
    mentions.exclude(name__in=pks).delete()
    NameMention.objects.bulk_create(
        [NameMention(article=article, name_id=pk, published_at=here.published_at) for pk in pks],
        update_conflicts=True, unique_fields=["article", "name"], update_fields=["published_at"],
    )  # fmt: skip


def note_all(article):
    for here in article.editions():
        note(article, here.edition)


@transaction.atomic
def rebuild():
    """Delete all names, and collect those of all published editions again."""
    NameMention.objects.all().delete()
    PrintedName.objects.all().delete()
    for article in Article.objects.order_by("pk").iterator(chunk_size=100):
        note_all(article)


def names_of(here):
    """Return {roots: (form, whether it is surely a name)} of an edition: of its words, its authors and its tags."""
    name = column("name", here.edition)
    listed = [*here.article.authors.values_list(name, flat=True), *here.article.tags.values_list(name, flat=True)]
    runs = [run for text in texts_of(here.title, here.lead, here.body) for run in runs_in(text)]
    runs += [replace(run, opens=False) for text in listed for run in runs_in(text or "")]
    return names_in(runs, here.edition.code)


def texts_of(title, lead, body):
    """Return the texts of a story, block by block, without words that are marked as another language."""
    blocks = [block for block in paragraphs(body or "") if not node_in(block)]
    lines = [line for block in blocks for line in plain_text(MARKED.sub(" · ", block)).split("\n")]
    return [title or "", lead or "", *lines]


def stored(found, language):
    """Return the ids of the rows of names. New ones are added, and known ones may get a shorter form.

    The order is the same in all transactions, so that none of two waits for the other one.
    """
    rows = [row_of(roots, *found[roots], language) for roots in sorted(found)]
    PrintedName.objects.bulk_create(rows, ignore_conflicts=True)
    first, second = ({roots[at] for roots in found} for at in (0, 1))
    known = PrintedName.objects.filter(language=language, first__in=first, second__in=second).order_by("pk")
    known = [row for row in known if (row.first, row.second) in found]
    changed = [row for row in known if is_improved(row, *found[row.first, row.second])]
    PrintedName.objects.bulk_update(changed, ["form", "is_sure"])
    return [row.pk for row in known]


def row_of(roots, form, is_sure, language):
    near_first, near_second = near_keys(roots)
    return PrintedName(
        language=language, first=roots[0], second=roots[1], form=form, is_sure=is_sure,
        near_first=near_first, near_second=near_second,
    )  # fmt: skip


def is_improved(row, form, is_sure):
    """Take over what a story knows better of a name. Whether anything has changed."""
    before = (row.form, row.is_sure)
    row.form = form if len(form) < len(row.form) else row.form
    row.is_sure |= is_sure
    return before != (row.form, row.is_sure)
