"""Lists of stories by section, tag and author, and the lists of these.

In each edition, a section, tag or author has a page, and a place in the lists of them, while it has published stories
there. Otherwise its address answers as one that never existed, after as many queries: time would tell, too.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from articles.models import Article, Author, Category, Tag
from articles.models.listed import codes_of_editions
from articles.sections import all_sections, ids_below, sections_with_stories
from articles.views.pages import ON_A_PAGE, page_number, page_of

NAMES_ON_A_PAGE = 300


def section(request, key):
    tree = all_sections(request)
    section = next((branch for branch in sections_with_stories(request) if branch.key == key), None)
    if section is None:
        raise Http404
    context = {
        "section": section,
        "subsections": [branch for branch in sections_with_stories(request) if branch.parent_id == section.pk],
        "ancestors": [branch for branch in tree if branch.pk in section.tree_path and branch != section],
    }
    ids, most = ids_below(tree, key), ON_A_PAGE * page_number(request) + 1
    stories = Article.objects.for_cards().in_sections(ids, most)
    return list_of(request, "articles/section.html", stories, context, Category, ids)


def tag(request, key):
    tag = get_object_or_404(Tag.objects.with_stories(), key=key)
    stories = Article.objects.for_cards().listed_under(tag=tag)
    return list_of(request, "articles/tag.html", stories, {"tag": tag}, Tag, [tag.pk])


def author(request, key):
    author = get_object_or_404(Author.objects.with_stories().select_related("photo"), key=key)
    stories = Article.objects.for_cards().listed_under(author=author)
    return list_of(request, "articles/author.html", stories, {"author": author}, Author, [author.pk])


def list_of(request, template, stories, context, model, ids):
    """Render a page of the list of a section, tag or author; raise Http404 if the list is empty.

    The page links to other editions where the rows of `model` with these ids have stories, too.
    """
    page = page_of(stories.published(), request)
    if not page.object_list:
        raise Http404
    codes = codes_of_editions(model, ids)
    context |= {"page": page, "has_page_in": lambda edition: edition.stored_in in codes}
    return render(request, template, context)


def listing(request, template, stories, context):
    """Render a page of the published stories in `stories`, which come from `for_cards()`, in their order."""
    return render(request, template, context | {"page": page_of(stories.published(), request)})


def sections(request):
    return render_index(request, _("Sections"), {"entries": sections_with_stories(request)})


def tags(request):
    return index(request, _("Tags"), Tag.objects.with_stories())


def authors(request):
    return index(request, _("Authors"), Author.objects.with_stories())


def index(request, title, names):
    page = page_of(names, request, NAMES_ON_A_PAGE)
    return render_index(request, title, {"entries": page.object_list, "page": page})


def render_index(request, title, context):
    return render(request, "articles/index.html", {"title": title} | context)
