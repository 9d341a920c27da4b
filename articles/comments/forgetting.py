"""What was stored only to limit comments, reports and reported mistakes, and is forgotten by itself."""

from django.utils import timezone

from articles.comments.origins import forget_origins
from articles.comments.posting import forget_senders
from articles.comments.responses import forget_readers
from articles.editorial import reported_mistakes
from newsroom.outbox.chores import chore


@chore
def forget_old():
    """Erase hashes of addresses and texts that no limit needs any more. Return how many rows had one."""
    now = timezone.now()
    erased = forget_senders(now) + reported_mistakes.forget_senders(now)
    return erased + forget_readers(now) + forget_origins(now)
