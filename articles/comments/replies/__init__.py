"""Mails about answers, for writers who have asked for them."""
