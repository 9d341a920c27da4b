"""Forms for passwords, which write nothing else."""

from django.contrib.admin.forms import AdminPasswordChangeForm as OwnPasswordChangeForm
from django.contrib.auth.forms import AdminPasswordChangeForm


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
    pass
