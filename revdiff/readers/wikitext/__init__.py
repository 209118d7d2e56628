"""Wikitext, the source of Wikipedia's articles: `reading` has the functions."""
