"""Character references in converted text."""

import pytest

from newsroom.alphabets.tests.html.conversions import latin


@pytest.mark.parametrize(
    ("html", "converted"),
    [
        ("Ә&nbsp;&laquo;ә&raquo; &amp; &#8212;", "Ä&nbsp;&laquo;ä&raquo; &amp; &#8212;"),
        ("&#1198;&#x439; &#1179;&#1199;й", "Üi qüi"),
        ("а&amp;б &lt;б&gt; а &lt; б", "a&amp;b &lt;b&gt; a &lt; b"),
        ("тәр&shy;тіп &#173;тіл", "tär&shy;tıp &#173;tıl"),
        ("&unknown; &copyүй &notіnн;", "&unknown; &copy;üi &not;ınn;"),
        ("&#1; &#xFDD0; &#99999999; үй", "&#1; &#xFDD0; &#99999999; üi"),
        ("Ү\r\nй\tй", "Ü\r\ni\ti"),
    ],
)
def test_references_stay_as_written_unless_their_letters_are_converted(html, converted):
    assert latin(html) == converted
