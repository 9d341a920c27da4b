"""Two texts are compared by words, and Chinese by characters."""

import random
import sys
from itertools import pairwise

import pytest

from articles.editorial.differences import likeness, word_differences
from newsroom.content.clean_html import plain_text

SIGNS = {"same": "{}", "deleted": "[-{}-]", "inserted": "[+{}+]"}


def marked(old, new):
    return "".join(SIGNS[kind].format(text) for kind, text in word_differences(old, new))


@pytest.mark.parametrize(
    ("old", "new", "differences"),
    [
        ("", "", ""),
        ("<p>One</p>", "", "[-One-]"),
        ("", "<p>One</p>", "[+One+]"),
        ("<p>One two</p>", "<h2>One <strong>two</strong></h2>", "One two"),
        ("<p>One two</p>", "<p>One  two</p>", "One  two"),
        ("<p>One two three</p>", "<p>One three four</p>", "One [-two -]three [+four+]"),
        ("<p>Мектеп ашылды.</p>", "<p>Жаңа мектеп ашылды!</p>", "[-Мектеп -][+Жаңа мектеп +]ашылды[-.-][+!+]"),
        ("<p>«Иә», – деді ол.</p>", "<p>«Жоқ», – деді ол.</p>", "«[-Иә-][+Жоқ+]», – деді ол."),
        ("<p>Из-за дождя</p>", "<p>Из-под дождя</p>", "[-Из-за -][+Из-под +]дождя"),
        ("<p>O‘zbek tili</p>", "<p>O‘zbekiston tili</p>", "[-O‘zbek -][+O‘zbekiston +]tili"),
        ("<p>مەكتەپ اشىلدى.</p>", "<p>جاڭا مەكتەپ اشىلدى.</p>", "[+جاڭا +]مەكتەپ اشىلدى."),
        ("<p>كِتَاب جديد</p>", "<p>كِتَابٌ جديد</p>", "[-كِتَاب -][+كِتَابٌ +]جديد"),
        ("<p>今天天气很好。</p>", "<p>今天的天气不好。</p>", "今天[+的+]天气[-很-][+不+]好。"),
        ("<p>2025年AI时代</p>", "<p>2026年AI时代</p>", "[-2025-][+2026+]年AI时代"),
        ("<p>a &lt;b&gt;</p>", "<p>a &lt;i&gt;</p>", "a <[-b-][+i+]>"),
    ],
)
def test_differences_are_marked(old, new, differences):
    assert marked(old, new) == differences


def some_text(dice, words, count):
    return " ".join(dice.choice(words) for _ in range(count))


def edited(dice, text):
    words = [dice.choice([word, word, word, f"{word}а", ""]) for word in text.split(" ")]
    return " ".join(filter(None, words))


def test_the_parts_make_up_both_texts():
    for seed in range(300):
        dice = random.Random(seed)
        old = some_text(dice, "мен сен ол, біз. 今天 天 (a) اشىلدى".split(), dice.choice([5, 30, 400]))
        new = edited(dice, old)
        found = word_differences(f"<p>{old}</p>", f"<p>{new}</p>")
        assert "".join(text for kind, text in found if kind != "deleted") == plain_text(new)
        kept = "".join(text for kind, text in found if kind != "inserted")
        assert "".join(kept.split()) == "".join(old.split()) != ""
        assert all(one[0] != other[0] for one, other in pairwise(found))


def test_few_changes_in_a_long_text_are_found_exactly():
    dice = random.Random(1)
    words = some_text(dice, [f"w{n}" for n in range(3_000)] + ["and"] * 1_500, 20_000).split()
    new = [*words]
    for at in range(500, 20_000, 500):
        new[at] = "другое"
    found = word_differences(" ".join(words), " ".join(new))
    assert [kind for kind, _ in found].count("same") == 40
    assert [text for kind, text in found if kind == "inserted"] == ["другое "] * 39


def test_a_word_that_moved_far_leaves_the_others_where_they_are():
    words = [f"w{n} " for n in range(200)]
    others = "".join(words[:-1])
    found = word_differences(others + words[-1], words[-1] + others)
    assert found == [("inserted", words[-1]), ("same", others), ("deleted", words[-1])]


def test_most_words_that_stayed_are_found_though_hardly_any_occurs_once():
    dice = random.Random(4)
    old = [f"w{int(dice.paretovariate(1.2))}" for _ in range(20_000)]
    new = [word if dice.random() > 0.15 else "z" for word in old]
    found = word_differences(" ".join(old), " ".join(new))
    assert len("".join(text for kind, text in found if kind == "same").split()) > 15_000


def test_a_frequent_word_counts_in_a_long_text():
    assert [text for kind, text in word_differences("a x b", "x y " * 100) if kind == "same"] == ["x "]


def calls(function, *arguments):
    """Return how many functions, also of C, a call needs."""
    counted = [0]

    def count(_frame, _event, _argument):
        counted[0] += 1

    sys.setprofile(count)
    try:
        function(*arguments)
    finally:
        sys.setprofile(None)
    return counted[0]


def all_alike(count):
    return "x " * count, "x z " * (count // 2)


def in_another_order(count):
    words = [f"w{n}" for n in range(count)]
    return " ".join(words), " ".join(random.Random(1).sample(words, count))


def few_words(count):
    dice = random.Random(2)
    return some_text(dice, "abcdef", count), some_text(dice, "abcdef", count)


def rewritten(count):
    dice = random.Random(3)
    old = some_text(dice, [f"w{int(dice.paretovariate(0.7))}" for _ in range(count)], count)
    return old, edited(dice, old)


@pytest.mark.parametrize("texts", [all_alike, in_another_order, few_words, rewritten])
def test_the_work_grows_with_the_length_of_the_texts(texts):
    """Eight times the length takes about eight times the calls; 64 times if it were quadratic."""
    short, long = (calls(word_differences, *texts(count)) for count in (1_000, 8_000))
    assert short > 1_000
    assert long / short < 16


@pytest.mark.parametrize(
    ("old", "new", "like"),
    [
        ("<p>One two</p>", "<h2>two One</h2>", 1),
        ("<p>One two</p>", "<p>One three</p>", 0.5),
        ("<p>One</p>", "<p>Two</p>", 0),
        ("<p>今天天气</p>", "<p>今天好吗</p>", 0.5),
    ],
)
def test_likeness_is_the_share_of_common_words(old, new, like):
    assert likeness(old, new) == like
