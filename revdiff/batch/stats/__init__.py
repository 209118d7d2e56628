"""What a researcher asks first of a corpus that was compared: `revdiff stats OUTPUT`.

    tree = statistics("out")        # plain data, as in `--format yaml`

DuckDB adds up the parts (`asking`); the tree that comes of it is printed (`table`), or shown as a page (`page`, with
the drawings of `charts`). Nothing of a run is changed, and one that is not finished is told as far as it is.
"""

from __future__ import annotations

from revdiff.batch.stats.asking import statistics

__all__ = ["statistics"]
