import pytest
from django.template import Template

from articles.tests.permissions.people import fill_site, make_people


@pytest.fixture
def people(demo, staff):
    return make_people(staff)


@pytest.fixture
def owned(people, client):
    """{name: what they have made}"""
    return fill_site(people, client)


@pytest.fixture
def stop_rendering(monkeypatch):
    """From the call on, no template is rendered. That would take most of the time, and changes no answer."""
    return lambda: monkeypatch.setattr(Template, "_render", lambda template, context: "")
