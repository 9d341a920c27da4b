"""Contrast of all texts of many pages, as axe judges it.

To judge a text takes axe half a millisecond, and most texts look like one on an earlier page. So each look is judged
once: a colour, a size and a weight on a background. A look counts as judged only if axe said that it passes or fails.
"""

JUDGE = """async (judgedBefore) => {
    const grounds = new Map(), old = new Set(judgedBefore);
    const layer = (style) => {
        const said = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter].join();
        return said === "rgba(0, 0, 0, 0),none,1,none" ? "" : `${said}/`;
    };
    const ground = (one) => {
        if (one && !grounds.has(one)) grounds.set(one, ground(one.parentElement) + layer(getComputedStyle(one)));
        return one ? grounds.get(one) : "";
    };
    const look = (one) => {
        const {color, fontSize, fontWeight, textShadow} = getComputedStyle(one);
        return [color, fontSize, fontWeight, textShadow, ground(one)].join();
    };
    const hasText = (one) => one.matches("input, select, textarea") ||
        [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const include = [...document.body.querySelectorAll("*")]
        .filter((one) => hasText(one) && one.checkVisibility() && !old.has(look(one)));
    if (!include.length) return {faults: [], looks: []};
    const {passes, violations} = await axe.run({include}, {
        runOnly: {type: "rule", values: ["color-contrast"]}, resultTypes: ["passes", "violations"],
        selectors: false, elementRef: true,
    });
    const judged = [...passes, ...violations].flatMap(({nodes}) => nodes.map(({element}) => look(element)));
    const faults = violations.flatMap(({id, nodes}) =>
        nodes.map(({html, failureSummary}) => [id, html, failureSummary]));
    return {faults, looks: [...new Set(judged)]};
}"""


class Contrast:
    """`faults(page)` returns the faults of looks that no page had before. `looks` are those judged so far."""

    def __init__(self):
        self.looks = set()

    def faults(self, page):
        found = page.evaluate(JUDGE, sorted(self.looks))
        self.looks.update(found["looks"])
        return [(rule, html[:200], summary[:200]) for rule, html, summary in found["faults"]]
