"""What a browser of 2018 makes of a stylesheet. Versions are those of MDN's browser-compat-data, for Chrome."""

import re

CHROME = 70

PROPERTIES = {
    **dict.fromkeys(["margin-inline", "margin-block", "padding-inline", "padding-block"], 87),
    **dict.fromkeys(["border-inline", "border-block", "scroll-margin-inline", "scroll-padding-inline"], 87),
    **dict.fromkeys(["inset", "inset-inline", "inset-block", "inset-inline-start", "inset-inline-end"], 87),
    **dict.fromkeys(["inset-block-start", "inset-block-end", "text-underline-offset"], 87),
    **dict.fromkeys(["margin-inline-start", "margin-inline-end", "margin-block-start", "margin-block-end"], 69),
    **dict.fromkeys(["padding-inline-start", "padding-inline-end", "padding-block-start", "padding-block-end"], 69),
    "aspect-ratio": 88,
    "text-decoration-thickness": 89,
    "contain-intrinsic-size": 83,
    "color-scheme": 81,
    "text-wrap": 114,
    "accent-color": 93,
    "translate": 104,
    "rotate": 104,
    "scale": 104,
}
FUNCTIONS = {"min": 79, "max": 79, "clamp": 79, "color-mix": 111, "light-dark": 123}
VALUES = {("overflow-wrap", "anywhere"): 80, ("list-style", "revert"): 84, ("contain", "inline-size"): 105}
PSEUDO_CLASSES = {"is": 88, "where": 88, "has": 105, "focus-visible": 86}
MEDIA_FEATURES = {"prefers-color-scheme": 76, "scripting": 120, "prefers-reduced-data": 999}
TEXT_FOR_READERS = 77  # content: "→" / ""
LIST_IN_NOT = 88  # :not(a, b)
GAP_IN_FLEX = 84

RULE = re.compile(r"""(?P<prelude>[^{};"']*(?:"[^"]*"[^{};"']*)*)(?P<mark>[{;])""")
FUNCTION = re.compile(r"(?<![\w-])(" + "|".join(FUNCTIONS) + r")\(")


def is_new(table, name, version):
    return table.get(name, 0) > version


def as_read_by(css, version=CHROME):
    """Return minified `css` without what a version of Chrome drops: unknown declarations, and rules with an unknown
    selector."""
    return "".join(rules(css, version))


def rules(css, version):
    position = 0
    while position < len(css):
        opening = RULE.match(css, position)
        assert opening, css[position : position + 80]
        prelude, end = opening["prelude"].strip(), opening.end()
        if opening["mark"] == "{":
            end = end_of_block(css, end)
        yield rule(prelude, css[opening.end() : end - 1], version) if opening["mark"] == "{" else f"{prelude};"
        position = end


def end_of_block(css, position):
    """Return the position after the brace that closes the block at `position`."""
    depth = 1
    for brace in re.compile(r'"[^"]*"|[{}]').finditer(css, position):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0:
            return brace.end()
    raise ValueError("a block is not closed")


def rule(prelude, block, version):
    if prelude.startswith("@supports"):
        condition = re.search(r"\(([\w-]+):(.+)\)", prelude)
        is_met = bool(declaration(condition[1], condition[2], version)) != ("not" in prelude.split("(")[0])
        return as_read_by(block, version) if is_met else ""
    if prelude.startswith("@media"):
        features = re.findall(r"\(([\w-]+)", prelude)
        if any(is_new(MEDIA_FEATURES, feature, version) for feature in features):
            return ""
        return f"{prelude}{{{as_read_by(block, version)}}}"
    if not prelude.startswith("@") and is_new_selector(prelude, version):
        return ""
    return f"{prelude}{{{declarations(block, version)}}}"


def is_new_selector(selector, version):
    names = re.findall(r":([\w-]+)", selector)
    has_list = re.search(r":not\([^()]*,", selector) and version < LIST_IN_NOT
    return has_list or any(is_new(PSEUDO_CLASSES, name, version) for name in names)


def declarations(block, version):
    pairs = [one.partition(":")[::2] for one in re.findall(r'(?:"[^"]*"|[^;"])+', block)]
    if version < GAP_IN_FLEX and ("display", "flex") in pairs:
        pairs = [(name, value) for name, value in pairs if name not in ("gap", "column-gap", "row-gap")]
    return "".join(declaration(name, value, version) for name, value in pairs)


def declaration(name, value, version):
    """Return a declaration; "" if it is dropped.

    A custom property holds anything. What nobody knows in it spoils the declaration that uses it.
    """
    functions = {function for function in FUNCTION.findall(value) if is_new(FUNCTIONS, function, version)}
    if name.startswith("--"):
        held = FUNCTION.sub(r"unknown-\1(", value) if functions else value
        return f"{name}:{held};"
    is_dropped = is_new(PROPERTIES, name, version) or functions or is_new(VALUES, (name, value), version)
    if name == "content" and re.search(r'"\s*/\s*"', value):
        is_dropped = version < TEXT_FOR_READERS
    return "" if is_dropped else f"{name}:{value};"
