from articles.tests.desk_map import NO_PAGES, PAGES, opened_routes, routes_of_models


def test_every_page_of_the_desk_is_looked_at_in_a_browser():
    """A new address needs an entry in `desk_map.py`."""
    app_list = {route for route in opened_routes() if "app_label" in route}
    assert opened_routes() - {*routes_of_models()} - app_list == {*PAGES} | NO_PAGES
    assert {*PAGES} & NO_PAGES == set()
    assert len(app_list) == 1  # the same template as the first page has for administrators
