"""Note which names a published edition prints, and compare the names of a text with those of all other stories."""

import re
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import OuterRef, Q
from django.utils.translation import override

from articles.models import Article, NameMention, PrintedName
from articles.models.id_list import IdList, ids_in
from articles.story_text import paragraphs
from newsroom.content.clean_html import plain_text
from newsroom.content.nodes import node_in
from newsroom.editions.columns import column
from newsroom.names.endings import LANGUAGES
from newsroom.names.pairs import joined_pairs, names_in, near_keys, pairs_of
from newsroom.names.runs import runs_in
from newsroom.names.slips import Known, read

MOST_COUNTED = 100
MARKED = re.compile(r'<span lang="[^"]*">(?:(?!</?span\b).)*+</span>', re.DOTALL)
"""Words in another language, which writes names otherwise."""


# What is printed


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
    """Collect the names of all published editions anew."""
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


# What is written


@dataclass(frozen=True)
class Finding:
    slips: list
    named: list
    """The `Known` names that the run has."""


def compared(runs, edition, article=None):
    """Return a `Finding` for each run, compared with what readers of an edition have in stories other than `article`.

    Costs two queries, however many runs there are.
    """
    if edition.code not in LANGUAGES:
        return [Finding([], []) for _run in runs]
    with override(edition.code):
        public = PrintedName.objects.filter(language=edition.code).public(article)
        near = names_near(runs, edition.code, public)
        first = [read(run, edition.code, near, lambda _root: False) for run in runs]
        roots = {word.root for slips, _named in first for slip in slips for word in slip.wrong}
        known = words_among(roots, public)
    return [Finding(*read(run, edition.code, near, known.__contains__)) for run in runs]


def names_near(runs, language, public):
    """Return a function that gives the `Known` names that are near a pair. It makes one query for all runs."""
    pairs = {pair for run in runs for pair in (*pairs_of(run, language), *joined_pairs(run, language))}
    keys = {key for pair in pairs for key in near_keys(pair.roots)}
    found = {}
    for form, is_sure, pk, *near in public.near(keys).values_list("form", "is_sure", "pk", "near_first", "near_second"):
        for key in {*near}:
            found.setdefault(key, set()).add(Known(form, is_sure, pk))

    def near_pair(pair):
        known = {known for key in near_keys(pair.roots) for known in found.get(key, ())}
        return sorted(known, key=lambda one: one.pk)

    return near_pair


def words_among(roots, public):
    """Return those of some roots that are a word of any name: another name then, not a slip."""
    if not roots:
        return set()
    rows = public.filter(Q(first__in=roots) | Q(second__in=roots)).values_list("first", "second")
    return {root for row in rows.distinct() for root in row if root in roots}


def stories_with(pks, edition, article=None, most=MOST_COUNTED):
    """Return {id of a name: ids of the newest public stories that have it, at most `most`}."""
    with override(edition.code):
        stories = Article.objects.published().exclude(pk=article and article.pk)
        newest = stories.filter(name_mentions__name=OuterRef("pk")).order_by("-name_mentions__published_at")
        ids = IdList(newest.values("pk")[:most])
        found = dict(PrintedName.objects.filter(pk__in=pks).values_list("pk", ids)) if pks else {}
    return {pk: ids_in(ids) for pk, ids in found.items() if ids}
