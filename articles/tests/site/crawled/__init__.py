"""Tests of the crawled demonstration site. One worker runs them all, so that it is rendered once."""
