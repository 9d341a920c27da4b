"""Measure how long Chromium takes to compare a story with the rules of house style.

    python -m benchmarks.house_style [rules] [words] [seed]

The rules and the story are random; a word in five begins a rule. Three times are printed: for a page that has just
opened, whose expressions are not compiled yet; for the whole story again; and for one paragraph, which is what typing
costs. The exit status is 1 if the first one is above 50 ms.
"""

import argparse
import base64
import os
import random
import sys
from pathlib import Path

import django

from benchmarks import desk_browser

LIMIT = 50  # milliseconds
LETTERS = "абвгдеёжзийклмнопрстуфхцчшщыэюяәғқңөұүһі"
SCRIPT = Path(__file__).parent.parent / "newsroom/static/desk/hints/house-style.js"
MEASURE = """async ([address, rules, paragraphs]) => {
    const { HouseStyle } = await import(address);
    const timed = (act) => { const start = performance.now(); act(); return performance.now() - start; };
    const whole = (style) => paragraphs.map((text) => style.find(text).length).reduce((one, other) => one + other);
    let style, found;
    const first = timed(() => { style = new HouseStyle(rules); found = whole(style); });
    const { tried } = style;
    const again = timed(() => whole(style));
    const typing = timed(() => style.find(paragraphs[0]));
    return { first, again, typing, found, tried };
}"""


def main():
    arguments = parsed_arguments()
    chance = random.Random(arguments.seed)
    vocabulary = [word(chance) for _ in range(5000)]
    rules = random_rules(chance, vocabulary, arguments.rules)
    paragraphs = story(chance, vocabulary, rules, arguments.words)
    address = f"data:text/javascript;base64,{base64.b64encode(SCRIPT.read_bytes()).decode()}"
    with desk_browser.playwright() as chromium, chromium.launch(**desk_browser.options()) as browser:
        measured = browser.new_page().evaluate(MEASURE, [address, rules, paragraphs])
    print(f"{arguments.rules} rules, {arguments.words} words, seed {arguments.seed}")
    print(f"page opened: {measured['first']:.1f} ms, again: {measured['again']:.1f} ms, "
          f"one paragraph: {measured['typing']:.2f} ms")  # fmt: skip
    print(f"comparisons: {measured['tried']}, found: {measured['found']}")
    sys.exit(measured["first"] > LIMIT)


def parsed_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rules", type=int, nargs="?", default=1000)
    parser.add_argument("words", type=int, nargs="?", default=3000)
    parser.add_argument("seed", type=int, nargs="?", default=1)
    return parser.parse_args()


def word(chance):
    return "".join(chance.choices(LETTERS, k=chance.randint(2, 11)))


def random_rules(chance, vocabulary, count):
    """Return rules of every kind: words, beginnings of words, numbers, alternatives, words between."""
    from newsroom.house_style.current import for_browser
    from newsroom.house_style.models import Rule

    shapes = ["{} {}", "{}*", "{}* {}*", "{} # {}", "({}|{}) {}", "{} … {}"]
    texts = [chance.choice(shapes).format(*chance.choices(vocabulary, k=3)) for _ in range(count)]
    return [for_browser(Rule(pattern=text, suggestion="иначе", reason="Так принято.")) for text in texts]


def story(chance, vocabulary, rules, count):
    heads = [head for rule in rules for head, _goes_on in rule["heads"]]
    words = [chance.choice(heads if chance.random() < 0.2 else vocabulary) for _ in range(count)]
    return [" ".join(words[start : start + 60]) + "." for start in range(0, count, 60)]


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    main()
