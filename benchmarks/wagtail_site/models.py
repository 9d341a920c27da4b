"""A newspaper built as Wagtail's documentation recommends: pages, snippets, a StreamField."""

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Prefetch
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

ON_A_PAGE, RELATED = 20, 4
LARGE, CARD = "fill-720x480", "fill-480x360"


@register_snippet
class Section(models.Model):
    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)


@register_snippet
class Author(models.Model):
    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True)


def for_cards(articles):
    images = get_image_model().objects.prefetch_renditions(CARD)
    return articles.select_related("section").prefetch_related(Prefetch("image", images)).defer("body")


class HomePage(Page):
    pass


class ArticleIndexPage(Page):
    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        articles = for_cards(ArticlePage.objects.child_of(self).live().order_by("-date", "-pk"))
        context["articles"] = Paginator(articles, ON_A_PAGE).get_page(request.GET.get("page"))
        return context


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey("ArticlePage", related_name="tagged_items", on_delete=models.CASCADE)


class ArticlePage(Page):
    date = models.DateTimeField()
    lead = models.TextField(blank=True)
    body = StreamField(
        [
            ("heading", blocks.CharBlock(template="wagtail_site/heading.html")),
            ("paragraph", blocks.RichTextBlock()),
            ("quote", blocks.BlockQuoteBlock()),
        ]
    )
    image = models.ForeignKey("wagtailimages.Image", models.PROTECT, related_name="+", null=True, blank=True)
    section = models.ForeignKey(Section, models.PROTECT, related_name="articles", null=True, blank=True)
    authors = ParentalManyToManyField(Author, related_name="articles", blank=True)
    tags = ClusterTaggableManager(through=ArticleTag, blank=True)

    content_panels = [
        *Page.content_panels,
        *(FieldPanel(name) for name in ("date", "lead", "body", "image", "section", "authors", "tags")),
    ]

    class Meta:
        indexes = [
            models.Index(fields=["-date"], name="article_newest"),
            models.Index(fields=["section", "-date"], name="article_newest_in_section"),
        ]

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        near = ArticlePage.objects.live().filter(section=self.section_id).exclude(pk=self.pk)
        context["related"] = for_cards(near.order_by("-date", "-pk"))[:RELATED]
        return context
