from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InformersConfig(AppConfig):
    name = "newsroom.informers"
    label = "informers"
    verbose_name = _("Weather and exchange rates")
