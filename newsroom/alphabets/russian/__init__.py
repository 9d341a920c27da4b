from newsroom.alphabets.russian.detection import KAZAKH_LETTERS, is_russian

__all__ = ["KAZAKH_LETTERS", "is_russian"]
