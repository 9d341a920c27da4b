"""Forms for passwords, which write nothing else."""

from django.contrib.admin.forms import AdminPasswordChangeForm as OwnPasswordChangeForm
from django.contrib.auth.forms import AdminPasswordChangeForm, SetUnusablePasswordMixin
from django.utils.html import format_html
from django.utils.translation import gettext as _


class WritesPassword:
    """Django saves the whole row as it was before the password was hashed, which takes a while."""

    def set_password_and_save(self, user, *args, commit=True, **options):
        user = super().set_password_and_save(user, *args, commit=False, **options)
        if commit:
            user.save(update_fields=["password"])
        return user


class OwnPasswordForm(WritesPassword, OwnPasswordChangeForm):
    pass


class PasswordForm(WritesPassword, AdminPasswordChangeForm):
    @property
    def usable_password_help_text(self):
        """As Django's, which is put together before anybody has a language, and so is always English."""
        return format_html(
            '{}<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
            SetUnusablePasswordMixin.usable_password_help_text,
            _("If disabled, the current password for this user will be lost."),
        )
