"""Every address of the site, with sample values for its parameters, read from the URL configuration."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.urls import Resolver404, get_resolver, resolve
from django.urls.resolvers import URLResolver
from django.utils.translation import override

from articles.comments.own import token_of
from articles.comments.replies import wishes as replies
from articles.editorial.preview_links import make_link
from articles.models import Article, Author, Category, Package, PackageItem, Tag
from newsroom import editions
from newsroom.identity.models import Page

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>[^()]*\)")
KEYED = {"section": Category, "latest_in_section": Category, "tag": Tag, "author": Author, "page": Page}
SAMPLES = {"version": "abc", "app_label": "articles", "url": "nothing", "language": "ru", "token": "abc", "link": "1"}
SAMPLES |= {"factor_type": "totp", "mark": "abc"}


@dataclass(frozen=True)
class Address:
    route: str
    """As in the URL configuration, with the code of an edition: `en/tag/<slug:key>/`."""
    name: str | None
    samples: dict

    @property
    def parameters(self):
        """Yield (parameter, kind): names of parameters, with the names of their converters."""
        for converter, name, group in PARAMETER.findall(self.route):
            yield name or group, converter or name or group

    def url(self, **values):
        """Return its URL with sample values, or with other values, which must be escaped already."""
        values = self.samples | values
        return "/" + PARAMETER.sub(lambda found: values[found[2] or found[3]], self.route)

    def is_at(self, url):
        """Whether a URL leads to this address, and not to another one or to none."""
        try:
            route = resolve(unquote(url)).route
        except Resolver404:
            return False
        return route.replace("^", "").replace("$", "") == self.route

    @property
    def kind(self):
        """The end of its name, which lists and forms of the desk share: "changelist", "add", "change"."""
        return (self.name or "").rpartition("_")[2]

    @property
    def is_of_desk(self):
        return self.route.startswith("admin/")

    def __hash__(self):
        return hash(self.route)


def all_addresses(edition):
    """Return the addresses of the desk and of an edition. A parameter without a sample value raises KeyError."""
    return addresses_at(edition, lambda route: True)


def public_addresses(edition):
    """Return the addresses of an edition. The site need not have rows of every model of the desk."""
    return addresses_at(edition, lambda route: not route.startswith("admin/"))


def addresses_at(edition, is_chosen):
    with override(edition.code):
        story = sample_story()
        day = story.get_absolute_url().split("/", 2)[2].rsplit("/", 2)[0]
        of_story = {"slug": story.slug, "day": day, "month": day[:7], "year": day[:4]}
        found = {}
        for route, name in routes(get_resolver().url_patterns):
            if not is_chosen(route):
                continue
            address = Address(route, name, SAMPLES | of_story | rows_at(route, name, story))
            address.url()
            found.setdefault(route, address)
        return list(found.values())


def sample_story():
    """Return the story whose addresses of the active edition are samples. Its comments are open."""
    return Article.objects.published().exclude(slug=None).filter(comments_are_open=True).first()


def routes(patterns, before=""):
    """Yield (route, name) of each address below. A regular expression becomes a route, without its anchors."""
    for pattern in patterns:
        route = before + str(pattern.pattern).strip("^$").replace(".*)$", ".*)")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route, pattern.name


def rows_at(route, name, story):
    """Sample values of the parameters that are about a row."""
    if name == "own_comment" and (comment := story.comments.first()):
        return {"token": token_of(comment)}
    if name == "stop_replies":
        return {"token": replies.SIGNER.sign("1-1")}
    if name == "preview":
        return {"pk": str(Article.objects.first().pk)}
    if name == "secret_preview":
        return {"secret": make_link(Article.objects.first(), editions.active(), 1, by=None)[1]}
    if name in ("package_preview", "package_story") or "/packages/" in route:
        package, item = Package.objects.first(), PackageItem.objects.filter(kind="edition").first()
        pks = {"pk": str(package.pk if package else 1), "item": str(item.pk if item else 1)}
        return pks | {"story": str(Article.objects.first().pk)}
    if name in KEYED:
        return {"key": KEYED[name].objects.first().key}
    kind = ContentType.objects.get_for_model(Tag).pk
    ids = {"content_type_id": str(kind), "object_id": str(Tag.objects.first().pk)}
    for model in admin.site._registry:
        if route.startswith(f"admin/{model._meta.app_label}/{model._meta.model_name}/"):
            row = model._default_manager.first()
            pk = str(row.pk if row else 1)  # a rule about second factors would ask everybody for one
            ids |= {"object_id": pk, "id": pk, "pk": pk}
    return ids
