"""Which blocks of a draft readers do not have yet."""

from articles.editorial import draft_versions


def unpublished_blocks(draft):
    """Return the ids of the blocks that were added or changed since publication; None if there was none."""
    if draft.live_version is None:
        return None
    live = draft_versions.known_content(draft, draft.live_version) if draft.is_changed else None
    if live is None:
        return []
    published, blocks = draft_versions.for_readers(live).blocks, draft_versions.blocks_for_readers(draft)
    return [block for block, html in blocks.items() if published.get(block) != html]
