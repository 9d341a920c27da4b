"""Sessions in the database that say whose they are, so that they can be listed and ended."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils.dateparse import parse_datetime

PLACE = "signed_in_from"
"""The key under which a session has the address and the browser it began with (`sign_in_log.py`)."""


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls):
        from newsroom.staff.models import StaffSession

        return StaffSession

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        user, place = data.get("_auth_user_id"), data.get(PLACE, {})
        row.user_id = int(user) if user else None
        row.address, row.browser = place.get("address", ""), place.get("browser", "")
        row.began_at = parse_datetime(place.get("at", ""))
        return row
