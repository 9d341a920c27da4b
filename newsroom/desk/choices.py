"""What the pickers of a field show of the rows to choose from: their names, and pictures of photos."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView


class ChoicesWithPictures(AutocompleteJsonView):
    """Adds the address of a picture if the admin class has a method `picture_address`."""

    def serialize_result(self, obj, to_field_name):
        address = getattr(self.model_admin, "picture_address", None)
        return super().serialize_result(obj, to_field_name) | ({"picture": address(obj)} if address else {})
