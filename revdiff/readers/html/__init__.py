"""Web pages: `reading` has the functions; `nodes` and `page` need no package and serve the reader of wikitext too."""
