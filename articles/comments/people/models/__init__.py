from articles.comments.people.models.disclosure import Disclosure
from articles.comments.people.models.people import CodeRequest, Commenter, Contact, Kind, PersonState, random_mark

__all__ = ["CodeRequest", "Commenter", "Contact", "Disclosure", "Kind", "PersonState", "random_mark"]
