"""Tests of finished pages, in every edition and in a browser. They cover all apps at once."""
