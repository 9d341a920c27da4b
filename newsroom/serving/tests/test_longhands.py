"""Shorthands of logical properties are written as longhands, and mean the same to a browser."""

import pytest

from newsroom.serving.longhands import with_longhands


@pytest.mark.parametrize(
    ("css", "written"),
    [
        ("a{padding-inline:1rem}", "a{padding-inline-start:1rem;padding-inline-end:1rem}"),
        ("a { padding-inline: 1rem; }", "a { padding-inline-start:1rem;padding-inline-end:1rem; }"),
        ("a{margin-block:0 1px;top:0}", "a{margin-block-start:0;margin-block-end:1px;top:0}"),
        ("a{color:red;margin-inline:auto;}", "a{color:red;margin-inline-start:auto;margin-inline-end:auto;}"),
        (
            "a{margin-inline:calc(var(--x2,max(1px, 2px)) * -1) 0!important}",
            "a{margin-inline-start:calc(var(--x2,max(1px, 2px)) * -1)!important;margin-inline-end:0!important}",
        ),
        (
            "a{border-block:1px solid var(--ink)}",
            "a{border-block-start:1px solid var(--ink);border-block-end:1px solid var(--ink)}",
        ),
        ("a{padding-inline-start:1px;scroll-padding-block:1px;border-inline-color:red}", None),
        ("a{--padding-inline:1px}@supports (padding-inline:1px){a{color:red}}", None),
    ],
)
def test_shorthands_become_longhands(css, written):
    assert with_longhands(css) == (written or css)
