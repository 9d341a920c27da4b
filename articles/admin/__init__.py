from articles.admin import (
    article,
    conflict_list,
    correction,
    daybook,
    front_page,
    law_day,
    photo,
    publish_rules,
    taxonomy,
)

__all__ = [
    "article",
    "conflict_list",
    "correction",
    "daybook",
    "front_page",
    "law_day",
    "photo",
    "publish_rules",
    "taxonomy",
]
