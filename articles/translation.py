"""The translated fields of the news, for modeltranslation."""

from articles.models import Article, Author, BreakingLine, Category, LawDay, Photo, Tag
from newsroom.editions.translation import NO_FALLBACK, TranslationOptions, register


@register(Article)
class ArticleTranslation(TranslationOptions):
    fields = ("title", "slug", "lead", "body", "status", "published_at", "public_since", "revised_at", "source_name")
    # No fallback to another edition's text: a story that isn't published in an edition doesn't exist there.
    fallback_languages = NO_FALLBACK
    empty_values = {"slug": None, "published_at": None, "public_since": None, "revised_at": None}


@register(Category)
class CategoryTranslation(TranslationOptions):
    fields = ("name",)


@register(Tag)
class TagTranslation(TranslationOptions):
    fields = ("name",)


@register(Author)
class AuthorTranslation(TranslationOptions):
    fields = ("name", "role", "note")


@register(Photo)
class PhotoTranslation(TranslationOptions):
    fields = ("alt", "caption", "credit")


@register(BreakingLine)
class BreakingLineTranslation(TranslationOptions):
    fields = ("text",)
    fallback_languages = NO_FALLBACK


@register(LawDay)
class LawDayTranslation(TranslationOptions):
    fields = ("name",)
