"""Imported once by a process that makes others: they have the site ready, and connect to the database themselves."""

import django

django.setup()
