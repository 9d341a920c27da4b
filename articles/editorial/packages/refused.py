from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """A package can't go out. `faults` are {id of an item: [message]}; the id is None for what is about all of them."""

    def __init__(self, faults):
        self.faults = faults
        super().__init__([message for messages in faults.values() for message in messages], code="refused")
