"""Words that Django's admin has in English only, outside its catalogues."""

from django.contrib.admin import widgets
from django.contrib.admin.templatetags import admin_list
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext

ICONS = {True: "yes", False: "no", None: "unknown"}


def replace_english_words():
    """Replace functions and tables of the admin, which has no setting for them."""
    admin_list._boolean_icon = boolean_icon
    widgets.SELECT2_TRANSLATIONS["kk"] = "kk"  # static/admin/js/vendor/select2/i18n/kk.js


def boolean_icon(value):
    """Django's icon, whose alternative text would be «True» or «False»."""
    words = {True: gettext("Yes"), False: gettext("No"), None: gettext("Unknown")}
    return format_html('<img src="{}" alt="{}">', static(f"admin/img/icon-{ICONS[value]}.svg"), words[value])
