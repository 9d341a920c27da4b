"""The page on which a translator says which block of the source a block of the translation belongs to."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from articles.admin.shown_pairs import shown_pairs
from articles.editorial.pair_by_hand import pair
from articles.editorial.pairing import FIELDS
from newsroom.content.clean_html import plain_text

TEMPLATE = "admin/articles/article/pair_choice.html"


@dataclass
class Choice:
    """A block of the source, and what faces it now."""

    part: str
    name: str
    text: str
    translation: str
    is_present: bool


class PairChoice:
    """Mixin for the admin class of stories."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.choose_pair)
        return [path("<int:pk>/side-by-side/pair/", view, name="articles_article_pair"), *super().get_urls()]

    def pair_address(self, sides, part):
        asked = {"edition": sides.edition.code, "source": sides.source.code, "part": part}
        return f"{reverse('admin:articles_article_pair', args=[sides.article.pk])}?{urlencode(asked)}"

    def choose_pair(self, request, pk):
        return self.with_sides(request, pk, self.show_pair_choice, self.save_pair_choice)

    def show_pair_choice(self, request, sides, error=""):
        part = request.GET.get("part", "")
        back = self.sides_address(sides.article, sides.edition, sides.source)
        if part not in sides.content.blocks:
            messages.error(request, _("This paragraph is not in the text any more."))
            return HttpResponseRedirect(back)
        choices = choices_for(part, sides)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts, "title": _("Which paragraph does this one translate?"),
            "subtitle": str(sides.article), "error": error,
            "edition": sides.edition, "source": sides.source, "choices": choices,
            "is_own": not any(choice.is_present for choice in choices),
            "text": plain_text(sides.content.blocks[part]), "back": f"{back}#translation-{part}",
        }  # fmt: skip
        return render(request, TEMPLATE, context, status=409 if error else 200)

    def save_pair_choice(self, request, sides):
        part, source_part = request.GET.get("part", ""), request.POST.get("source_part")
        allowed = {"", *sides.texts[0]} - {*FIELDS}
        if part not in sides.content.blocks or source_part not in allowed:
            return self.show_pair_choice(request, sides, _("Choose a paragraph that the text has now."))
        pair(sides.article, sides.edition, sides.source, part, source_part)
        messages.success(request, _("The paragraphs belong together now."))
        back = self.sides_address(sides.article, sides.edition, sides.source)
        return HttpResponseRedirect(f"{back}#translation-{part}")


def choices_for(part, sides):
    source, text = sides.texts
    rows = [row for row in shown_pairs(sides) if row.pair.source_part in {*source} - {*FIELDS} and not row.cell.node]
    return [
        Choice(
            row.pair.source_part,
            row.name,
            plain_text(row.source_html),
            plain_text(text[row.pair.part]) if row.pair.part else "",
            row.pair.part == part,
        )
        for row in rows
    ]
