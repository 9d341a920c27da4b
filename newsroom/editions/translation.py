"""How models of this project are registered with modeltranslation. Every `translation.py` uses this `register`."""

from django.core.exceptions import ImproperlyConfigured
from modeltranslation import translator
from modeltranslation.translator import TranslationOptions

from newsroom.editions.registry import STORED
from newsroom.editions.untranslated import TranslatedQuerySet, keep_untranslated_column_empty

__all__ = ["NO_FALLBACK", "TranslationOptions", "register"]

NO_FALLBACK = dict.fromkeys(["default", *(edition.code for edition in STORED)], ())


def register(model):
    """Like modeltranslation's own decorator, but the untranslated columns of `model` stay empty."""

    def wrapper(options):
        if not isinstance(model._default_manager.all(), TranslatedQuerySet):
            raise ImproperlyConfigured(f"The manager of {model.__name__} needs a TranslatedQuerySet.")
        translator.register(model)(options)
        for name in options.fields:
            keep_untranslated_column_empty(model._meta.get_field(name))
        return options

    return wrapper
