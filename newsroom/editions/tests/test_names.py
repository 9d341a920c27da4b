"""Names fall back to another language. Browsers, screen readers and the transliteration must know which."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from newsroom import editions
from newsroom.identity.models import SiteIdentity
from newsroom.informers.models import Town

HOSTILE = """<script>alert("1")</script> & 'x' """
ESCAPED = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#x27;x&#x27; "


def printed(code, template="{% name town %}", **names):
    with override(code):
        return Template(template).render(Context({"town": Town(key="town", **names)}))


@pytest.mark.parametrize("edition", editions.STORED, ids=lambda edition: edition.code)
def test_an_edition_prints_its_own_name_without_a_mark(edition):
    names = {f"name_{other.suffix}": f"in {other.code}" for other in editions.STORED}

    assert printed(edition.code, **names) == f"in {edition.code}"


@pytest.mark.parametrize("code", ["kk-latn", "kk-arab"])
def test_a_kazakh_name_is_not_a_fallback_in_derived_editions(code):
    assert printed(code, name_kk="Астана", name_ru="по-русски") == "Астана"


@pytest.mark.parametrize(
    ("code", "lender"),
    [
        ("kk", "ru"),
        ("kk-latn", "ru"),
        ("kk-arab", "ru"),
        ("ru", "kk"),
        ("en", "ru"),
        ("zh-hans", "ru"),
        ("uz-cyrl", "ru"),
    ],
)
def test_a_fallback_name_is_marked_with_its_language_and_not_transliterated(code, lender):
    assert printed(code, **{f"name_{lender}": "Астана"}) == f'<bdi lang="{lender}" translate="no">Астана</bdi>'


def test_a_fallback_name_is_marked_with_a_language_tag():
    assert printed("kk", name_zh_hans="阿斯塔纳") == '<bdi lang="zh-Hans" translate="no">阿斯塔纳</bdi>'
    assert printed("kk", name_uz_cyrl="Остона") == '<bdi lang="uz-Cyrl" translate="no">Остона</bdi>'


@pytest.mark.parametrize("edition", editions.EDITIONS, ids=lambda edition: edition.code)
def test_the_first_fallback_is_used(edition):
    names = {f"name_{other.suffix}": other.tag for other in editions.STORED if other.code != edition.stored_in}
    first = editions.BY_CODE[edition.fallbacks[0]].tag

    assert printed(edition.code, **names) == f'<bdi lang="{first}" translate="no">{first}</bdi>'


def test_plain_text_has_no_mark():
    assert printed("kk", "{% name_text town %}", name_ru="Астана") == "Астана"


@pytest.mark.parametrize(
    ("template", "code", "expected"),
    [
        ("{% name town %}", "ru", ESCAPED),
        ("{% name town %}", "kk", f'<bdi lang="ru" translate="no">{ESCAPED}</bdi>'),
        ("{% name_text town %}", "ru", ESCAPED),
        ("{% name_text town %}", "kk", ESCAPED),
        ("{% name_text town as words %}{{ words }}", "kk", ESCAPED),
        ("{% name town as words %}{{ words }}", "kk", f'<bdi lang="ru" translate="no">{ESCAPED}</bdi>'),
    ],
)
def test_a_hostile_name_is_escaped(template, code, expected):
    assert printed(code, template, name_ru=HOSTILE) == expected


@pytest.mark.parametrize("template", ["{% name town %}", "{% name_text town %}"])
@pytest.mark.parametrize("empty", ["", None])
def test_nothing_is_printed_without_a_name_in_any_language(template, empty):
    assert printed("kk", template, name_ru="Астана") != ""

    assert printed("kk", template, **{f"name_{edition.suffix}": empty for edition in editions.STORED}) == ""


def test_another_field_is_printed_by_its_name():
    identity = SiteIdentity(name_ru="Аймақ", tagline_ru="Новости региона")
    with override("ru"):
        written = Template('{% name identity "tagline" %}').render(Context({"identity": identity}))

    assert written == "Новости региона"
