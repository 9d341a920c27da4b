"""The moderation desk: one queue of comments, the acts on them, its log and its figures."""
