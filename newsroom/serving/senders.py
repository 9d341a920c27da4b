"""What the limits of readers' forms know of a sender: a hash that is another one the next day."""

from django.utils.crypto import salted_hmac

from newsroom.serving.client_address import network_of


def hash_of_sender(form, address, day):
    """Return a keyed hash of a network address that can't be used to follow a person, or to connect two forms."""
    return salted_hmac(f"{form}.sender", f"{day} {network_of(address)}", algorithm="sha256").hexdigest()
