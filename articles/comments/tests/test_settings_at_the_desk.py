"""The settings of comments at the desk: one row, which is never added a second time."""

import pytest

from articles.comments.models import CommentSettings
from articles.tests.page_content import elements

pytestmark = pytest.mark.django_db
LIST = "/admin/comments/commentsettings/"


def test_there_is_one_row_and_no_other_is_offered(superuser):
    client, row = superuser(), CommentSettings.objects.create()
    here = f"{LIST}{row.pk}/change/"
    assert [client.get(page).headers["Location"] for page in (LIST, f"{LIST}add/")] == [here, here]
    page = client.get(here)
    assert [bool(elements(page, "input", name=name)) for name in ("_continue", "_addanother")] == [True, False]
