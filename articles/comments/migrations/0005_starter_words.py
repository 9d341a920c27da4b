"""A short list of words of advertising and fraud to begin with. The desk changes it as it likes."""

from django.db import migrations

BANNED = {
    "казино": "",
    "casino": "",
    "букмекер": "",
    "заработок на дому": "",
    "заработок без вложений": "",
    "лёгкие деньги": "",
    "займ без отказа": "",
    "накрутка подписчиков": "",
    "онлайн несие": "",
    "құмар ойын": "",
    "үйде отырып ақша": "",
    "оңай ақша": "",
    "қимор": "",
    "уйда ўтириб пул": "",
    "fast loan": "",
    "easy money": "",
}
SUSPECT = {
    "микрозайм": "",
    "криптовалют": "",
    "промокод": "",
    "ставки на спорт": "",
    "бәс тігу": "",
    "пул ишлаш": "",
    "crypto": "cryptogra\nкриптогра",
    "giveaway": "",
}


def add(apps, schema_editor):
    words = apps.get_model("comments", "BannedWord").objects
    rows = [("banned", BANNED), ("suspect", SUSPECT)]
    for kind, listed in rows:
        for stem, exceptions in listed.items():
            words.get_or_create(stem=stem, defaults={"kind": kind, "exceptions": exceptions})


def remove(apps, schema_editor):
    """Leave what somebody has changed."""
    words = apps.get_model("comments", "BannedWord").objects
    words.filter(stem__in=[*BANNED, *SUSPECT], changed_by=None).delete()


class Migration(migrations.Migration):
    dependencies = [("comments", "0004_banned_word")]

    operations = [migrations.RunPython(add, remove)]
