"""Let photos and recalled stories stand in each text where its page has shown them, as nodes of the text.

Drafts get them, too, as a change with a version of its own. So a page that is open meanwhile loses nothing.
"""

from hashlib import blake2b
from math import inf
from types import SimpleNamespace

from django.db import migrations
from django.utils import timezone

from articles.editorial.blocks import blocks_of, is_block
from articles.story_text import paragraphs
from newsroom import editions
from newsroom.content.nodes import NODE, node_in

MODELS = ("Article", "ArticlePhoto", "RelatedArticle", "Photo", "Draft", "SharedDraft", "DraftChange", "DraftConflict",
          "Revision")  # fmt: skip
WORDS = ("title", "lead", "slug", "source_name")
PHOTO, RECALL, RELATED = "photo:", "recall:", "related:"
"""The names of these values in the draft of the shared fields begin so, and end with the id of a row."""
BEYOND = 10_000
"""The number of a paragraph that no text has. What stands at the end of a text does so in all editions."""


def models_in(apps):
    return SimpleNamespace(**{name: apps.get_model("articles", name) for name in MODELS})


def node(kind, key):
    return f'<figure data-{kind}="{key}"></figure>'


# Forward


def move_into_texts(apps, schema_editor):
    models = models_in(apps)
    models.keys = {"photo": dict(models.Photo.objects.values_list("pk", "key"))}
    models.keys["story"] = dict(models.Article.objects.values_list("pk", "key"))
    models.photos = {node("photo", key): pk for pk, key in models.keys["photo"].items()}
    shared = {row.article_id: row for row in models.SharedDraft.objects.iterator(chunk_size=200) if has_places(row)}
    ids = {*models.ArticlePhoto.objects.values_list("article", flat=True), *shared}
    ids |= {*models.RelatedArticle.objects.exclude(after_paragraph=None).values_list("article", flat=True)}
    for pk in sorted(ids):
        story = models.Article.objects.get(pk=pk)
        live = nodes_of_rows(models, story)
        row = shared.get(pk)
        is_changed = row is not None and row.version != row.live_version
        planned = nodes_of_values(models, story, row.values) if is_changed else live
        if live or planned:
            place_in_story(models, story, live, planned)
    forget_places(models, shared.values())


def has_places(row):
    return any(name.startswith((PHOTO, RECALL)) for name in row.values) or row.version != row.live_version


def nodes_of_rows(models, story):
    """Return [(number of the paragraph before it, HTML of the node)], those after the same paragraph in order."""
    photos = models.ArticlePhoto.objects.filter(article=story.pk).order_by("after_paragraph", "pk")
    recalled = models.RelatedArticle.objects.filter(article=story.pk).exclude(after_paragraph=None)
    recalled = recalled.order_by("after_paragraph", "position", "-related_id")
    found = [("photo", *row) for row in photos.values_list("after_paragraph", "photo")]
    return in_html(models, found + [("story", *row) for row in recalled.values_list("after_paragraph", "related")])


def nodes_of_values(models, story, values):
    """As `nodes_of_rows`, from the draft of the shared fields."""
    photos, recalled, related = (numbers_in(values, prefix) for prefix in (PHOTO, RECALL, RELATED))
    rows = dict(models.ArticlePhoto.objects.filter(article=story.pk).values_list("photo", "pk"))
    found = [("photo", photos[pk], pk) for pk in sorted(photos, key=lambda pk: (photos[pk], rows.get(pk, inf)))]
    order = sorted(recalled, key=lambda pk: (recalled[pk], related.get(pk, 0), -pk))
    return in_html(models, found + [("story", recalled[pk], pk) for pk in order if pk in related])


def numbers_in(values, prefix):
    found = {name.removeprefix(prefix): value for name, value in values.items() if name.startswith(prefix)}
    return {int(pk): value for pk, value in found.items() if value is not None}


def in_html(models, found):
    keys = models.keys
    return [(place, node(kind, keys[kind][pk])) for kind, place, pk in found if pk in keys[kind]]


def place_in_story(models, story, live, planned):
    """Put nodes into every text of a story, and note in which texts its photos stand."""
    models.ArticlePhoto.objects.filter(article=story.pk).delete()
    drafts = {draft.language: draft for draft in models.Draft.objects.filter(article=story.pk)}
    is_anywhere = False
    for edition in editions.STORED:
        is_live, draft = has_live(story, edition), drafts.get(edition.code)
        if is_live and live:
            place_in_live(models, story, edition, live)
        if draft is None and is_live and (live or planned):
            draft = unsaved_draft(models, story, edition)
        if draft is not None and (is_live or has_words(draft)):
            place_in_draft(models, draft, planned, is_live and planned == live)
            is_anywhere = True
    if not is_anywhere and planned:  # photos were chosen before anything was written
        place_in_draft(models, drafts.get(story.original_language) or first_draft(models, story), planned, False)


def has_live(story, edition):
    return getattr(story, f"status_{edition.suffix}") != "unpublished"


def has_words(draft):
    return any(getattr(draft, name) for name in (*WORDS, "blocks"))


def place_in_live(models, story, edition, nodes):
    column = f"body_{edition.suffix}"
    pieces = paragraphs(former_body(story, edition))
    body = "".join(item if isinstance(item, str) else pieces[item] for item in arranged(len(pieces), nodes))
    models.Article.objects.filter(pk=story.pk).update(**{column: body})
    note_photos(models, story.pk, edition.code, nodes, in_draft=False)


def former_body(story, edition):
    """Return the text without nodes. `story` was read before any were put into it."""
    return getattr(story, f"body_{edition.suffix}") or ""


def arranged(count, nodes):
    """Return a text of `count` blocks with the nodes: indexes of blocks, and HTML of nodes, in the order of a page."""
    after = {}
    for place, html in nodes:
        after.setdefault(place, []).append(html)
    ordered = after.pop(0, [])
    for index in range(count):
        ordered += [index, *after.pop(index + 1, [])]
    return ordered + [html for place in sorted(after) for html in after[place]]


def place_in_draft(models, draft, nodes, is_as_published):
    """Add nodes to a draft, as its next version. `is_as_published`: readers get the same ones."""
    if nodes or not is_as_published:  # without a new version, a draft without nodes would get those that readers have
        before, was_changed = draft.blocks, draft.version != draft.live_version
        items = enumerate(arranged(len(before), nodes))
        draft.blocks = [[id_of(draft, at, item), item] if isinstance(item, str) else before[item] for at, item in items]
        draft.version += 1
        if is_as_published and not was_changed:
            draft.live_version = draft.version
        undo = {"fields": {}, "blocks": {}, "order": [id for id, _html in before]}
        models.DraftChange.objects.create(
            article_id=draft.article_id, language=draft.language, version=draft.version, undo=undo, at=timezone.now()
        )
    draft.save()
    note_photos(models, draft.article_id, draft.language, nodes, in_draft=True)


def id_of(draft, at, html):
    return blake2b(f"{draft.article_id} {draft.language} {at} {html}".encode(), digest_size=4).hexdigest()


def unsaved_draft(models, story, edition):
    """Return the draft of live words that nobody has changed, as the desk has shown it: browsers know its ids."""
    body = former_body(story, edition)
    pieces = paragraphs(body)
    if not all(map(is_block, pieces)):
        pieces = blocks_of(body).values()
    ids = (f"{story.pk} {edition.code} {number} {html}".encode() for number, html in enumerate(pieces))
    revisions = models.Revision.objects.filter(article=story.pk, language=edition.code).order_by("-number")
    return models.Draft(
        article_id=story.pk,
        language=edition.code,
        blocks=[[blake2b(id, digest_size=4).hexdigest(), html] for id, html in zip(ids, pieces, strict=True)],
        live_version=0,
        revision=next(iter(revisions.values_list("number", flat=True)[:1]), 0),
        **{name: getattr(story, f"{name}_{edition.suffix}") or "" for name in WORDS},
    )


def first_draft(models, story):
    return models.Draft(article_id=story.pk, language=story.original_language)


def note_photos(models, story, language, nodes, *, in_draft):
    found = dict.fromkeys(models.photos[html] for _place, html in nodes if html in models.photos)
    models.ArticlePhoto.objects.bulk_create(
        models.ArticlePhoto(article_id=story, photo_id=pk, language=language, in_draft=in_draft) for pk in found
    )


def forget_places(models, shared):
    """Remove the places from the drafts of shared fields and from their earlier versions, and the rows of stories."""
    for row in shared:
        recalled = {f"{RELATED}{pk}" for pk in numbers_in(row.values, RECALL)}
        values = {name: value for name, value in without_places(row.values).items() if name not in recalled}
        models.SharedDraft.objects.filter(pk=row.pk).update(values=values)
    for change in models.DraftChange.objects.filter(language="").iterator(chunk_size=500):
        fields = change.undo.get("fields", {})
        if fields != without_places(fields):
            change.undo["fields"] = without_places(fields)
            change.save(update_fields=["undo"])
    for prefix in (PHOTO, RECALL):
        models.DraftConflict.objects.filter(language="", part__startswith=prefix).delete()
    models.RelatedArticle.objects.exclude(after_paragraph=None).delete()


def without_places(values):
    return {name: value for name, value in values.items() if not name.startswith((PHOTO, RECALL))}


# Backward


def move_out_of_texts(apps, schema_editor):
    """Number the paragraphs before the nodes of one text of each story, and remove the nodes from all of them.

    Photos of a gallery become single ones. Embeds, words of their own, and nodes that only another text has are lost.
    """
    models = models_in(apps)
    models.keys = {"photo": {key: pk for pk, key in models.Photo.objects.values_list("pk", "key")}}
    models.keys["story"] = {key: pk for pk, key in models.Article.objects.values_list("pk", "key")}
    models.ArticlePhoto.objects.all().delete()
    for story in models.Article.objects.order_by("pk").iterator(chunk_size=200):
        drafts = list(models.Draft.objects.filter(article=story.pk))
        write_rows(models, story, chosen_text(story, drafts))
        remove_from_columns(models, story)
        for draft in drafts:
            remove_from_draft(models, draft)


def chosen_text(story, drafts):
    """Return the blocks of the text whose nodes are kept: what readers have, in the original if it has any."""
    order = sorted(editions.STORED, key=lambda edition: edition.code != story.original_language)
    texts = [paragraphs(former_body(story, edition)) for edition in order]
    drafts = sorted(drafts, key=lambda draft: draft.language != story.original_language)
    texts += [[html for _id, html in draft.blocks] for draft in drafts]
    return next((text for text in texts if any(map(node_in, text))), [])


def write_rows(models, story, text):
    number, seen, last = 0, set(), sum(node_in(html) is None for html in text)
    for html in text:
        found = node_in(html)
        number += found is None
        number = BEYOND if found and number == last else number
        kind = {"photo": "photo", "gallery": "photo", "story": "story"}.get(found and found.kind)
        for key in found.keys if kind else ():
            pk = models.keys[kind].get(key)
            if pk is None or (kind, pk) in seen or (kind, pk) == ("story", story.pk):
                continue
            seen.add((kind, pk))
            if kind == "photo":
                models.ArticlePhoto.objects.create(article=story, photo_id=pk, after_paragraph=number)
            elif not models.RelatedArticle.objects.filter(article=story, related=pk).update(after_paragraph=number):
                models.RelatedArticle.objects.create(
                    article=story, related_id=pk, after_paragraph=number, position=len(seen)
                )
    write_values(models, story)


def write_values(models, story):
    """Write the rows into the draft of the shared fields, whose publication would else remove them."""
    shared = models.SharedDraft.objects.filter(article=story.pk).first()
    if shared:
        photos = models.ArticlePhoto.objects.filter(article=story.pk).values_list("photo", "after_paragraph")
        recalled = models.RelatedArticle.objects.filter(article=story.pk).exclude(after_paragraph=None)
        shared.values |= {f"{PHOTO}{pk}": place for pk, place in photos}
        for pk, position, place in recalled.values_list("related", "position", "after_paragraph"):
            shared.values |= {f"{RELATED}{pk}": position, f"{RECALL}{pk}": place}
        shared.save()


def remove_from_columns(models, story):
    bodies = {f"body_{edition.suffix}": former_body(story, edition) for edition in editions.STORED}
    bodies = {name: NODE.sub("", body) for name, body in bodies.items() if NODE.search(body)}
    if bodies:  # only a brief can be published without a text
        empty = "" if story.kind == "brief" else "<p>…</p>"
        models.Article.objects.filter(pk=story.pk).update(**{name: body or empty for name, body in bodies.items()})


def remove_from_draft(models, draft):
    changes = list(models.DraftChange.objects.filter(article=draft.article_id, language=draft.language))
    texts = [dict(draft.blocks), *(change.undo.get("blocks", {}) for change in changes)]
    gone = {id for blocks in texts for id, html in blocks.items() if html and node_in(html)}
    if not gone:
        return
    models.Draft.objects.filter(pk=draft.pk).update(blocks=[block for block in draft.blocks if block[0] not in gone])
    for change in changes:
        blocks = change.undo.get("blocks", {})
        change.undo["blocks"] = {id: html for id, html in blocks.items() if id not in gone}
        if "order" in change.undo:
            change.undo["order"] = [id for id in change.undo["order"] if id not in gone]
        change.save(update_fields=["undo"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0025_editions_of_photos")]

    operations = [migrations.RunPython(move_into_texts, move_out_of_texts)]
