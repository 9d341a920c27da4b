"""How tests are shared out among the workers of pytest-xdist."""

from xdist.scheduler import LoadScopeScheduling

# One worker runs all tests of a path below, because what they share takes seconds to prepare: the crawl of the
# demonstration site, a server, renditions, converted documents. (The marker `xdist_group` has no effect: pytest 9 keeps
# node ids where it cannot add to them.)
ONE_WORKER = (
    "articles/tests/site/crawled/",
    "articles/tests/site/test_budgets.py",
    "articles/tests/site/test_save_data.py",
    "newsroom/alphabets/tests/html/test_page_documents.py",
    "newsroom/alphabets/tests/test_linear.py",
)


class Scheduler(LoadScopeScheduling):
    """Give out tests one by one, those of a path in `ONE_WORKER` together and first."""

    def _split_scope(self, nodeid):
        return scope_of(nodeid)


def scope_of(nodeid):
    return next((path for path in ONE_WORKER if nodeid.startswith(path)), nodeid)
