from articles.models.article import Article, Kind, RelatedArticle, Status
from articles.models.author import Author, Byline
from articles.models.legacy_address import LegacyAddress
from articles.models.photo import ArticlePhoto, Photo
from articles.models.popular import PopularPlace
from articles.models.taxonomy import Category, Tag

__all__ = [
    "Article",
    "ArticlePhoto",
    "Author",
    "Byline",
    "Category",
    "Kind",
    "LegacyAddress",
    "Photo",
    "PopularPlace",
    "RelatedArticle",
    "Status",
    "Tag",
]
