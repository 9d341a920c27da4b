from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HouseStyleConfig(AppConfig):
    name = "newsroom.house_style"
    label = "house_style"
    verbose_name = _("House style")
