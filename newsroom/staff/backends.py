"""Who is signed in, with what the second factor needs to know, in one query."""

from django.contrib.auth.backends import ModelBackend

from newsroom.staff.models import User
from newsroom.staff.second_factor.rules import with_factors


class StaffBackend(ModelBackend):
    def get_user(self, user_id):
        user = with_factors(User.objects.all()).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
