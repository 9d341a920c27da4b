from articles.models.article import Article
from articles.models.article_photo import ArticlePhoto
from articles.models.assignment import Assignment, SourceNews
from articles.models.author import Author, Byline
from articles.models.choices import Kind, Status
from articles.models.correction import Correction, CorrectionKind
from articles.models.daybook_event import DaybookEvent
from articles.models.draft import Draft, DraftChange, DraftConflict, SentChange, SharedDraft, Work
from articles.models.edition_work import EditionWork, StoryToRecount
from articles.models.former_picture import FormerPicture
from articles.models.front_page import BreakingLine, FrontPick, FrontSlot
from articles.models.given_permission import GivenPermission
from articles.models.labels import Age, Machine, Paid
from articles.models.law_day import MARKS, LawDay, Matter
from articles.models.legacy_address import LegacyAddress
from articles.models.list_entry import ListEntry
from articles.models.note import Note, NoteAnswer, RecentReport
from articles.models.package import ItemKind, Package, PackageItem, PackageState
from articles.models.photo import Photo
from articles.models.photo_queries import PhotoState
from articles.models.photo_rights import PhotoRights
from articles.models.photo_upload import PhotoUpload, PhotoWorker
from articles.models.planned_change import PlannedChange
from articles.models.popular import PopularPlace
from articles.models.presence import Presence
from articles.models.preview_link import PreviewLink
from articles.models.printed_name import NameMention, PrintedName
from articles.models.publish_rule import Check, Level, PublishRule
from articles.models.read_count import ReadCount
from articles.models.related_article import RelatedArticle
from articles.models.reminder import Reminder
from articles.models.revision import Revision
from articles.models.sealed_row import HistoryHead
from articles.models.story_act import Act, StoryAct
from articles.models.story_words import StoryWords
from articles.models.taxonomy import Category, Tag
from articles.models.translated_block import TranslatedBlock

__all__ = [
    "MARKS",
    "Act",
    "Age",
    "Article",
    "ArticlePhoto",
    "Assignment",
    "Author",
    "BreakingLine",
    "Byline",
    "Category",
    "Check",
    "Correction",
    "CorrectionKind",
    "DaybookEvent",
    "Draft",
    "DraftChange",
    "DraftConflict",
    "EditionWork",
    "FormerPicture",
    "FrontPick",
    "FrontSlot",
    "GivenPermission",
    "HistoryHead",
    "ItemKind",
    "Kind",
    "LawDay",
    "LegacyAddress",
    "Level",
    "ListEntry",
    "Machine",
    "Matter",
    "NameMention",
    "Note",
    "NoteAnswer",
    "Package",
    "PackageItem",
    "PackageState",
    "Paid",
    "Photo",
    "PhotoRights",
    "PhotoState",
    "PhotoUpload",
    "PhotoWorker",
    "PlannedChange",
    "PopularPlace",
    "Presence",
    "PreviewLink",
    "PrintedName",
    "PublishRule",
    "ReadCount",
    "RecentReport",
    "RelatedArticle",
    "Reminder",
    "Revision",
    "SentChange",
    "SharedDraft",
    "SourceNews",
    "Status",
    "StoryAct",
    "StoryToRecount",
    "StoryWords",
    "Tag",
    "TranslatedBlock",
    "Work",
]
