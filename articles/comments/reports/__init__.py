"""Reports of readers: how much each weighs, when they hide a comment, and what their readers hear of it."""
