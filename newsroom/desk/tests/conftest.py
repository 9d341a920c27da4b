import pytest

from newsroom.staff.models import User


@pytest.fixture
def asel(signed_in):
    """A colleague."""
    client = signed_in("chief editor")
    User.objects.filter(pk=client.session["_auth_user_id"]).update(first_name="Әсел", last_name="Нұрова")
    return client
