import pytest

from articles.comments.people.tests.gateway import Gateway


@pytest.fixture
def gateway(settings):
    """Commenters are identified by SMS, and this gateway gets them."""
    settings.COMMENTER_IDENTITY, settings.SMS_BACKEND, settings.SMS_TOKEN = "sms", "http", "secret"
    with Gateway() as gateway:
        settings.SMS_URL = gateway.url
        yield gateway
