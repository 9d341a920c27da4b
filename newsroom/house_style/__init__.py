"""House style: what the paper writes otherwise, as a table that the desk edits."""
