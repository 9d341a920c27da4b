import pytest

from articles.comments.people.tests.gateway import Gateway
from newsroom.outbox import chores


@pytest.fixture(autouse=True)
def all_chores_are_due(monkeypatch):
    """As in a process that has just started. Another test of this process may have run them a moment ago."""
    monkeypatch.setattr(chores, "_done", {})


@pytest.fixture
def gateway(settings):
    """Commenters are identified by SMS, and this gateway gets them."""
    settings.COMMENTER_IDENTITY, settings.SMS_BACKEND, settings.SMS_TOKEN = "sms", "http", "secret"
    with Gateway() as gateway:
        settings.SMS_URL = gateway.url
        yield gateway
