"""Which descriptions of pictures somebody has written. Programs write others: names of files, numbers, guesses.

`static/desk/paste/descriptions.js` has the same rules for pictures that are pasted.
"""

import re

from newsroom.content.visible_text import without_controls

NUMBERED = re.compile(
    r"(?:picture|image|photo|graphics?|figure|object|unnamed|рисунок|изображение|фото|фотография|графика|объект"
    r"|сурет|бейне|расм|тасвир|图片|图像|照片)[ _-]*+\d*+"
)
OF_CAMERAS = re.compile(r"(?:img|dsc[nf]?|pxl|whatsapp image|screenshot|снимок экрана)[ _-]*+\d.*+")
ENDINGS = tuple(f".{name}" for name in "jpg jpeg jfif png gif webp avif bmp tif tiff emf wmf heic svg".split())
ADDRESS = re.compile(r"(?:https?:|file:|data:|[a-z]:\\)\S.*+")
GUESSES = (
    "a picture containing", "description automatically generated", "ai-generated content",
    "изображение выглядит как", "автоматически созданное описание", "созданное искусственным интеллектом",
    "автоматты түрде жасалған",
)  # fmt: skip


def written(description):
    """Return a description in one line; "" if a program has made it."""
    words = " ".join(without_controls(description, is_one_line=True).split())
    return "" if is_made(words.lower()) else words


def is_made(words):
    if any(pattern.fullmatch(words) for pattern in (NUMBERED, OF_CAMERAS, ADDRESS)):
        return True
    return words.endswith(ENDINGS) or any(guess in words for guess in GUESSES)
