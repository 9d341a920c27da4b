"""The form of a row that readers know by its name: its key is made from the name if nobody types one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.slugs import ascii_slug
from newsroom import editions
from newsroom.content.natural_keys import new_key
from newsroom.content.visible_text import is_visible
from newsroom.editions.columns import column


class NamedForm(forms.ModelForm):
    """The key is put in as if it had been typed: one that is taken is refused, so that no tag is added twice."""

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        if "key" not in self.fields:
            return
        self.fields["key"].required = False
        self.fields["key"].help_text = _("Also its address. Leave empty to make it from the name.")
        if self.is_bound and not self.data.get(self.add_prefix("key"), "").strip():
            self.data = self.data.copy()
            self.data[self.add_prefix("key")] = self.key_of_name()

    def key_of_name(self):
        """Return a key for the posted name: "" without a name, a random one if it has no letters for one."""
        names = {edition: self.data.get(self.add_prefix(column("name", edition)), "") for edition in editions.STORED}
        longest = self.fields["key"].max_length
        made = (
            ascii_slug(name, edition.code, longest) or new_key() for edition, name in names.items() if is_visible(name)
        )
        return next(made, "")
