from newsroom.editions.translation import TranslationOptions, register
from newsroom.identity.models import Link, Page, SiteIdentity


@register(SiteIdentity)
class SiteIdentityTranslation(TranslationOptions):
    fields = ("name", "tagline", "imprint")


@register(Link)
class LinkTranslation(TranslationOptions):
    fields = ("label",)


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "body")
