import pytest

from newsroom.informers.tests.answering import AnsweringServer


@pytest.fixture(autouse=True)
def _no_request_leaves_this_machine(settings, monkeypatch):
    """Tests contact neither the real sources nor a proxy."""
    settings.RATES_URL = settings.WEATHER_URL = ""
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def start():
    """start(answers) starts a server, which stops at the end of the test."""
    running = []

    def start_one(answers=None):
        running.append(AnsweringServer(answers))
        return running[-1]

    yield start_one
    for server in running:
        server.close()
