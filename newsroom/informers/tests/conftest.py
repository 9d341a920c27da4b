import pytest

from newsroom.informers.tests.answering import AnsweringServer


@pytest.fixture(autouse=True)
def _nobody_is_asked(settings, monkeypatch):
    """No test reaches beyond this machine: neither the sources themselves nor through somebody's proxy."""
    settings.RATES_URL = settings.WEATHER_URL = ""
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def start():
    """start(answers) is a running server; it stops with the test."""
    running = []

    def start_one(answers=None):
        running.append(AnsweringServer(answers))
        return running[-1]

    yield start_one
    for server in running:
        server.close()
