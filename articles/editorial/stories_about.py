"""Own stories about the names and the tags that a text has, which the edit page suggests as links."""

from django.utils.translation import override

from articles.editorial import draft_versions, drafts
from articles.editorial.blocks import html_of
from articles.editorial.name_slips import stories_with
from articles.editorial.own_links import newest_of
from articles.editorial.printed_names import texts_of
from articles.models import Article, Tag
from articles.models.edition_constraints import is_empty
from newsroom.content.word_patterns import words_of
from newsroom.editions.columns import column
from newsroom.names.endings import LANGUAGES, folded, stems

MOST_OF_EACH, MOST_NAMES, MOST_TAGS, MOST_COUNTED = 2, 40, 5, 20


def names(findings, edition, article=None):
    """Return [(story, name)]: the newest public stories about the names of some runs, the rarest names first."""
    forms = {known.pk: known.form for finding in findings for known in finding.named if known.is_sure}
    found = stories_with([*forms][:MOST_NAMES], edition, article, most=MOST_COUNTED)
    rarest = sorted(found, key=lambda pk: (len(found[pk]), pk))
    with override(edition.code):
        return with_stories([(forms[pk], found[pk][:MOST_OF_EACH]) for pk in rarest])


def tags(article, edition):
    """Return [(story, name of the tag)] for the tags whose names stand in the draft of an edition."""
    draft, name = drafts.draft_of(article, edition), column("name", edition)
    text = html_of(draft_versions.blocks_for_readers(draft))
    stands = standing_in(texts_of(draft.title, draft.lead, text), edition.code)
    rows = Tag.objects.exclude(is_empty(name)).values_list("pk", name)
    listed = [(pk, text) for pk, text in rows if stands(text)][:MOST_TAGS]
    with override(edition.code):
        return with_stories([(text, newest_ids(pk, article)) for pk, text in listed])


def standing_in(texts, language):
    """Return a function that tells whether a name stands in texts, whatever its endings and letter case."""
    text = " ".join(texts)
    if language not in LANGUAGES:
        return text.__contains__
    present = {stem for word in words_of(text) for stem in stems(folded(word), language)}
    return lambda name: all(stems(folded(word), language) & present for word in words_of(name))


def newest_ids(tag, article):
    ids = Article.objects.published().listed_under(tag=tag).values_list("pk", flat=True)[: MOST_OF_EACH + 1]
    return [pk for pk in ids if pk != article.pk][:MOST_OF_EACH]


def with_stories(found):
    """Return [(story, words)] for [(words, ids)]. A story is named once, with the words that came first."""
    about = {}
    for words, ids in found:
        for pk in ids:
            about.setdefault(pk, words)
    stories = {story.pk: story for story in newest_of(about, len(about))}
    return [(stories[pk], words) for pk, words in about.items() if pk in stories]
