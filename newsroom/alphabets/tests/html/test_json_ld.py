"""Structured data in a converted page."""

import pytest

from newsroom.alphabets.tests.html.conversions import latin, stays


@pytest.mark.parametrize(
    ("data", "converted"),
    [
        ('{"headline": "Үй", "name": "Ә"}', '{"headline": "Üi", "name": "Ä"}'),
        ('{"@graph":[{"keywords":["үй","Wi-Fi"]}]}', '{"@graph":[{"keywords":["üi","Wi-Fi"]}]}'),
        ('{"headline": "\\u04AE\\u0439"}', '{"headline": "\\u00dci"}'),
        ('{"name": "ү\\"<\\n"}', '{"name": "ü\\"\\u003C\\n"}'),
        ('{"name": "ү \\ud800"}', '{"name": "\\u00fc \\ud800"}'),
        ('{"inLanguage": "kk", "x": {"name": "ү"}}', '{"inLanguage": "kk-Latn", "x": {"name": "ü"}}'),
        ('{"inLanguage": "kk-KZ"}', '{"inLanguage": "kk-Latn"}'),
        ('{"name": "ү", "inLanguage": ["kk", "ru"]}', '{"name": "ü", "inLanguage": ["kk", "ru"]}'),
        (
            '{"name": "щ", "inLanguage": "ru", "x": {"name": "щ"}}',
            '{"name": "щ", "inLanguage": "ru", "x": {"name": "щ"}}',
        ),
        (
            '{"inLanguage": "ru", "x": {"inLanguage": "kk", "y": "щ"}}',
            '{"inLanguage": "ru", "x": {"inLanguage": "kk-Latn", "y": "ş"}}',
        ),
        (
            '{"author": {"inLanguage": "ru", "name": "щ"}, "name": "щ"}',
            '{"author": {"inLanguage": "ru", "name": "щ"}, "name": "ş"}',
        ),
        (
            '[{"@value": "щ", "@language": "ru"}, {"@value": "щ"}]',
            '[{"@value": "щ", "@language": "ru"}, {"@value": "ş"}]',
        ),
    ],
)
def test_strings_in_json_ld_are_converted_by_their_language(data, converted):
    script = '<script type="application/ld+json">{}</script>'
    assert latin(script.replace("{}", data)) == script.replace("{}", converted)


@pytest.mark.parametrize(
    "data",
    [
        '{"@context": "қ", "@id": "қ", "@type": "қ", "url": "қ", "sameAs": ["қ"], "image": "қ", "logo": {"url": "қ"}}',
        '{"contentUrl": "қ", "identifier": "қ", "termCode": "қ", "email": "қ", "telephone": "қ"}',
        '{"қ": "x", "x": "https://қ.kz", "y": "/қ", "z": "www.қ.kz", "t": "#Қазақ", "datePublished": "2026-01-29"}',
        '{"name": "#қ \\/ \\u0041", "x": 1.50, "y": [true, null]}',
        '{"name": "қ"',
        "{'name': 'қ'}",
        "[" * 100_000 + '"қ"',
        '{"name": "Kazakh \\u0049nvest <b> \\/"}',
    ],
)
def test_codes_addresses_keys_and_invalid_json_stay(data):
    assert latin("қ") == "q"
    assert stays(f'<script type="application/ld+json">{data}</script>')


def test_other_scripts_and_json_ld_in_other_languages_stay():
    data = '{"name": "Үй"}'
    assert (
        latin(f"<script type=' Application/LD+JSON '>{data}</script>")
        != f"<script type=' Application/LD+JSON '>{data}</script>"
    )
    for tag in ("<script>", '<script type="application/json">', '<script type="application/ld+json" lang="ru">'):
        assert stays(f"{tag}{data}</script>")
