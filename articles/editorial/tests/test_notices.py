"""The author of a text gets a mail when it is sent back, with the reason."""

import pytest
from django.core import mail
from django.db import transaction

from articles.editorial import workflow
from articles.editorial.notices import tell_sent_back
from articles.models import Status, Work
from articles.tests.draft_rows import RU, write
from articles.tests.makers import make_article
from newsroom import editions
from newsroom.outbox.delivery import deliver_due
from newsroom.staff.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
KK = editions.BY_CODE["kk"]


def test_the_author_gets_the_reason_in_their_language_with_a_link(staff, settings):
    settings.SITE_URL = "https://news.example.kz"
    reporter, editor = staff("reporter", "ru"), staff("editor")
    User.objects.filter(pk=reporter.pk).update(email="dana@example.kz")
    reporter.refresh_from_db()
    editor.first_name, editor.last_name = "Әсел", "Нұрова"
    story = make_article("ru", title_kk="Жаңа мектеп")
    told = {"by": editor, "reason": "Директордың аты қате.", "act": "act 7"}
    with transaction.atomic():
        assert tell_sent_back(story, KK, reporter, **told)
        assert tell_sent_back(story, KK, reporter, **told)  # the act is tried again after a failure
        assert not tell_sent_back(story, KK, reporter, **told | {"by": reporter})
        assert not tell_sent_back(story, KK, None, **told)
    assert deliver_due() == 1
    (letter,) = mail.outbox
    address = f"https://news.example.kz/admin/articles/article/{story.pk}/change/?edition=kk"
    assert letter.subject == "Возвращено: Жаңа мектеп"
    assert letter.body.split("\n\n") == [
        f"{editor} возвращает вам текст.", "Жаңа мектеп (Қазақша)", "Директордың аты қате.", address,
    ]  # fmt: skip


def test_sending_a_text_back_writes_the_mail(staff):
    reporter, editor = staff("reporter", "ru"), staff("editor")
    User.objects.filter(pk=reporter.pk).update(email="dana@example.kz")
    story = make_article("ru", status=Status.UNPUBLISHED)
    write(story, reporter, title="Школа")
    for to, by in ((Work.IN_REVIEW, reporter), (Work.WRITING, editor)):
        workflow.move_draft(story, RU, to, by=by, reason="Нужен источник.")
    assert deliver_due() == 1
    assert "Нужен источник." in mail.outbox[0].body
