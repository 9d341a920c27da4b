"""Some pages as they are in a test's database, for `CrawledSite`."""


class Rendered:
    """Each page has the status 200, because a browser reports others on its console."""

    def __init__(self, client, paths):
        self.pages = {path: client.get(path) for path in paths}
        for page in self.pages.values():
            page.status_code = 200

    def page_at(self, path):
        return self.pages.get(path)
