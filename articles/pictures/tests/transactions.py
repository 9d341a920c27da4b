"""Records whether a transaction was open whenever Pillow decoded or encoded something."""

from django.db import connection
from PIL import Image, ImageFile


def record_transactions(monkeypatch):
    """Return a list that gets (what Pillow did, whether a transaction was open)."""
    found = []
    for kind, name in ((ImageFile.ImageFile, "load"), (Image.Image, "save")):
        monkeypatch.setattr(kind, name, recording(getattr(kind, name), name, found))
    return found


def recording(method, name, found):
    def recorded(*args, **kwargs):
        found.append((name, connection.in_atomic_block))
        return method(*args, **kwargs)

    return recorded
