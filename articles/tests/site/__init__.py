"""Tests of finished pages, in every edition and in a browser: they cover all apps at once."""
