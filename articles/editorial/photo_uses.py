"""Note in which texts a photo stands. All code that writes texts calls this, so that the rows are right."""

from articles.editorial.blocks import html_of
from articles.editorial.draft_versions import known_content
from articles.models import ArticlePhoto, Draft, Photo, PlannedChange
from newsroom.content.nodes import photo_keys


def note(article, language, html, *, in_draft):
    """Make the rows of one text those of the photos in it. `article` is the id of the story."""
    uses = ArticlePhoto.objects.filter(article=article, language=language, in_draft=in_draft)
    noted = dict(uses.values_list("photo", "pk"))
    wanted = {*Photo.objects.filter(key__in=photo_keys(html)).values_list("pk", flat=True)}
    if gone := [pk for photo, pk in noted.items() if photo not in wanted]:
        ArticlePhoto.objects.filter(pk__in=gone).delete()
    ArticlePhoto.objects.bulk_create(
        ArticlePhoto(article_id=article, photo_id=photo, language=language, in_draft=in_draft)
        for photo in sorted(wanted - {*noted})
    )


def is_planned(photo):
    """Whether readers will get it by a planned change. No row tells so if somebody has taken it out of the draft since.

    There are few plans at a time, and only removals ask.
    """
    return any(photo.key in photo_keys(planned_html(plan)) for plan in PlannedChange.objects.all())


def planned_html(plan):
    draft = Draft.objects.filter(article=plan.article_id, language=plan.language).first()
    content = draft and known_content(draft, plan.version)
    return html_of(content.blocks) if content else ""
