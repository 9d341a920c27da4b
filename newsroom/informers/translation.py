from newsroom.editions.translation import TranslationOptions, register
from newsroom.informers.models import Town


@register(Town)
class TownTranslation(TranslationOptions):
    fields = ("name",)
