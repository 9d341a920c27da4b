from articles.admin import article, conflict_list, correction, front_page, photo, taxonomy

__all__ = ["article", "conflict_list", "correction", "front_page", "photo", "taxonomy"]
