from articles.admin import article, front_page, photo, taxonomy

__all__ = ["article", "front_page", "photo", "taxonomy"]
