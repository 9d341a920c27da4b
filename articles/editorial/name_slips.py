"""Compare the names of a text with those that other stories have printed (`printed_names.py`)."""

from dataclasses import dataclass

from django.db.models import OuterRef
from django.utils.translation import override

from articles.models import Article, PrintedName
from articles.models.id_list import IdList, ids_in
from newsroom.names.endings import LANGUAGES
from newsroom.names.pairs import joined_pairs, near_keys, pairs_of
from newsroom.names.slips import Known, is_new, match_of, read

MOST_COUNTED = 100
FIELDS = ("form", "is_sure", "first", "second", "pk", "near_first", "near_second")


@dataclass(frozen=True)
class Finding:
    slips: list
    named: list
    """The `Known` names that the run has."""


def compared(runs, edition, article=None):
    """Return a `Finding` for each run, compared with what readers of an edition have in stories other than `article`.

    Costs at most four queries, however many runs there are.
    """
    if edition.code not in LANGUAGES:
        return [Finding([], []) for _run in runs]
    with override(edition.code):
        public = PrintedName.objects.filter(language=edition.code).public(article)
        near = public_near(runs, edition.code, public)
        findings = [Finding(*read(run, edition.code, lambda pair: near[pair.form])) for run in runs]
        known = words_among({word.root for one in findings for slip in one.slips for word in slip.wrong}, public)
    return [Finding([slip for slip in one.slips if is_new(slip, known)], one.named) for one in findings]


def public_near(runs, language, public):
    """Return {form of a pair: its `Known` names}: those with the same roots, or else those that it can be a slip of.

    Whether a name is public is only asked of these, because it costs a look at a story.
    """
    pairs = [pair for run in runs for pair in (*pairs_of(run, language), *joined_pairs(run, language))]
    pairs = {pair.form: pair for pair in pairs}
    near = rows_near(pairs, language)
    same = {form: [known for known in near[form] if known.roots == pair.roots] for form, pair in pairs.items()}
    found = only_public(same, public)
    left = {form: pair for form, pair in pairs.items() if not found[form]}
    alike = {
        form: [known for known in near[form] if known not in same[form] and match_of(pair, known)]
        for form, pair in left.items()
    }
    return found | only_public(alike, public)


def rows_near(pairs, language):
    """Return {form of a pair: the `Known` names with one of its keys}, public or not."""
    keys = {form: near_keys(pair.roots) for form, pair in pairs.items()}
    wanted, by_key = {key for both in keys.values() for key in both}, {}
    rows = PrintedName.objects.filter(language=language).near(wanted, FIELDS) if wanted else ()
    for form, is_sure, first, second, pk, *own in rows:
        known = Known(form, is_sure, (first, second), pk)
        for key in own:
            by_key.setdefault(key, {})[pk] = known
    return {form: [*(by_key.get(one, {}) | by_key.get(other, {})).values()] for form, (one, other) in keys.items()}


def only_public(found, public):
    """Return {form: those of its names that are public}."""
    pks = {known.pk for rows in found.values() for known in rows}
    shown = set(public.filter(pk__in=pks).values_list("pk", flat=True)) if pks else set()
    return {form: [known for known in rows if known.pk in shown] for form, rows in found.items()}


def words_among(roots, public):
    """Return those of some roots that are a word of any name: another name then, not a slip."""
    if not roots:
        return set()
    first, second = (public.filter(**{f"{name}__in": roots}).values_list(name) for name in ("first", "second"))
    return {root for (root,) in first.union(second)}


def stories_with(pks, edition, article=None, most=MOST_COUNTED):
    """Return {id of a name: ids of the newest public stories that have it, at most `most`}."""
    with override(edition.code):
        stories = Article.objects.published().exclude(pk=article and article.pk)
        newest = stories.filter(name_mentions__name=OuterRef("pk")).order_by("-name_mentions__published_at")
        ids = IdList(newest.values("pk")[:most])
        found = dict(PrintedName.objects.filter(pk__in=pks).values_list("pk", ids)) if pks else {}
    return {pk: ids_in(ids) for pk, ids in found.items() if ids}
