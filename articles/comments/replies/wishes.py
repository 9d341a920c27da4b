"""Who wants mails about answers. Only people who have signed in by a code sent to their mail address can ask for them.

So no address is stored that nobody has confirmed, and none besides the encrypted contact.
"""

from django.conf import settings
from django.core import signing

from articles.comments.models import ReplyWish

SIGNER = signing.Signer(salt="comments.replies")
FIELD = "wants_replies"


def are_offered():
    """Whether commenters have mail addresses, and mails can have links to the site."""
    return settings.COMMENTER_IDENTITY == "email" and bool(settings.SITE_URL)


def keep(comment, sent):
    """Keep the wish that came with a new comment."""
    if comment.person_id and sent.get(FIELD) and are_offered():
        ReplyWish.objects.create(comment=comment)


def is_wanted(comment):
    return ReplyWish.objects.filter(comment=comment).exists()


def wishes_of(person):
    return ReplyWish.objects.filter(comment__person=person)


def token_of(comment):
    """Return what in an address stops the mails. It is a secret of whoever gets them."""
    return SIGNER.sign(f"{comment.person_id}-{comment.pk}")


def read_token(token):
    """Return the ids of the person and the comment of a token; (None, None) if there are none."""
    try:
        person, _sign, comment = SIGNER.unsign(token).partition("-")
    except signing.BadSignature:
        return None, None
    return int(person), int(comment)


def stop(person, comment=None):
    """Stop the mails about a comment, by its id; without one, all mails to a person. Return how many wishes end."""
    theirs = ReplyWish.objects.filter(comment__person=person)
    return (theirs.filter(comment=comment) if comment else theirs).delete()[0]
