"""Lists of stories by section, tag and author, and the lists of these."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from articles.models import Article, Author, Tag
from articles.sections import all_sections, ids_below
from articles.views.pages import ON_A_PAGE, page_number, page_of


def section(request, key):
    tree = all_sections(request)
    section = next((branch for branch in tree if branch.key == key), None)
    if section is None:
        raise Http404
    context = {
        "section": section,
        "subsections": [branch for branch in tree if branch.parent_id == section.pk],
        "ancestors": [branch for branch in tree if branch.pk in section.tree_path and branch != section],
    }
    stories = Article.objects.for_cards().in_sections(ids_below(tree, key), ON_A_PAGE * page_number(request) + 1)
    return listing(request, "articles/section.html", stories, context)


def tag(request, key):
    tag = get_object_or_404(Tag, key=key)
    return listing(request, "articles/tag.html", Article.objects.for_cards().listed_under(tag=tag), {"tag": tag})


def author(request, key):
    author = get_object_or_404(Author.objects.select_related("photo"), key=key)
    return listing(
        request, "articles/author.html", Article.objects.for_cards().listed_under(author=author), {"author": author}
    )


def listing(request, template, stories, context):
    """Render a page of the published stories in `stories`, which come from `for_cards()`, in their order."""
    return render(request, template, context | {"page": page_of(stories.published(), request)})


def sections(request):
    return index(request, _("Sections"), all_sections(request))


def tags(request):
    return index(request, _("Tags"), Tag.objects.all())


def authors(request):
    return index(request, _("Authors"), Author.objects.all())


def index(request, title, entries):
    return render(request, "articles/index.html", {"title": title, "entries": entries})
