"""Corpora: millions of pairs of revisions in, tables of changes out.

    table = revdiff.batch.compare_table(table)      # Arrow in, Arrow out: notebooks, pandas, polars
    batches = revdiff.batch.compare_batches(batches)  # the same for a stream of record batches
    frame = revdiff.batch.compare_frame(frame)      # the same for a frame of Spark

The command ``revdiff batch`` plans shards (`planning`), an engine does them (`engines`, each by `shard.perform`), and
what is finished is never done again (`running`, `manifest`, `parts`). A pair that crashes or hangs is found
(`isolating`) and told in `errors`. What a row of a table holds is said in `corpus` alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from revdiff.batch.spark import compare_frame
    from revdiff.batch.table import compare_batches, compare_table

_ROOMS = {"compare_batches": "table", "compare_frame": "spark", "compare_table": "table"}
__all__ = ["compare_batches", "compare_frame", "compare_table"]


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
