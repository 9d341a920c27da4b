from django.db import models


class Named(models.Model):
    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120)

    class Meta:
        abstract = True


class Section(Named):
    pass


class Tag(Named):
    pass


class Author(Named):
    pass


class Story(models.Model):
    title = models.CharField(max_length=250)
    slug = models.SlugField(unique=True)
    lead = models.TextField()
    body = models.TextField()
    published_at = models.DateTimeField()
    photo = models.CharField(max_length=100, blank=True)
    section = models.ForeignKey(Section, models.PROTECT, related_name="stories", null=True)
    tags = models.ManyToManyField(Tag, related_name="stories")
    authors = models.ManyToManyField(Author, related_name="stories")

    class Meta:
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="story_newest"),
            models.Index(fields=["section", "-published_at", "-id"], name="story_newest_in_section"),
        ]
