"""Write the shorthands of logical properties as longhands, which browsers knew years before.

Chrome knows `padding-inline-start` since version 69 and `padding-inline` since 87, Safari since 12.1 and 14.1. Without
this, older phones would leave out most margins and paddings, and text would touch the edges of the screen.
"""

import re

SHORTHAND = re.compile(
    r"(?<=[{;\s])(?P<property>margin|padding|border)-(?P<axis>inline|block):\s*+(?P<value>[^;{}!]++)"
    r"(?P<important>!important)?(?=[;}])"
)
# One part of a value; functions in functions may have spaces.
PART = re.compile(r"(?:[^\s()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+")


def with_longhands(css):
    """Return `css` with longhands in place of these shorthands. Its meaning stays the same."""
    return SHORTHAND.sub(longhands, css)


def longhands(found):
    start = end = found["value"]
    if found["property"] != "border":  # a border has the same value at both ends
        start, *others = PART.findall(found["value"])
        end = others[-1] if others else start
    name, important = f"{found['property']}-{found['axis']}", found["important"] or ""
    return f"{name}-start:{start}{important};{name}-end:{end}{important}"
