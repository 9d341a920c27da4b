from articles.comments.models import CommentSettings
from newsroom.editions.translation import TranslationOptions, register


@register(CommentSettings)
class CommentSettingsTranslation(TranslationOptions):
    fields = ("rules",)
