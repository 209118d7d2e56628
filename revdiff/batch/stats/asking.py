"""The questions, in SQL: DuckDB reads the parts, adds up, sorts, and keeps on the disk what does not fit into memory.

The ugly case: a hundred gigabytes of JSON Lines. They are parsed once, into a database in a temporary folder that
holds the short columns alone; of Parquet each question reads the columns that it needs where they are. Whatever is
counted is a whole number and whatever is equal is ordered by name or row, so the answers are the same each time.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from revdiff.batch.corpus import TABLES, Type
from revdiff.batch.stats.finding import Found, found, literal
from revdiff.errors import RevdiffError
from revdiff.model import Relation

if TYPE_CHECKING:
    import duckdb

SCHEMA = "revdiff-stats/1"
TOP = 20
"""Rows of each list unless asked otherwise: a screen."""
SHORT = 80
"""Characters up to which the two sides of a replacement are looked at: a phrase; longer ones hardly come back."""
SHOWN = 300
"""Characters of a text that are told; of what is longer the tree has the length."""
_LEAST_LINE = 1 << 20
_BUFFERS = 1 << 30
"""Bytes that all threads together take to read lines into."""
_TICK = 0.1

Tree = dict[str, Any]
Teller = Callable[[float], None]
"""Is told from 0 to 1 how far it is."""

_SQL_TYPES = {Type.TEXT: "VARCHAR", Type.WHOLE: "BIGINT", Type.SHARE: "DOUBLE", Type.FLAG: "BOOLEAN"}
_WANTED = {
    "pairs": [n for n, t in TABLES["pairs"].items() if t in _SQL_TYPES and n not in ("summary", "old_sha256")],
    "changes": """row id document order number change_id label category confidence unsure operation old_text new_text
        old_start old_end new_start new_end old_place new_place""".split(),
    "errors": ["row", "id", "reason"],
}
_MONTH = """CASE WHEN regexp_matches("order", '^[0-9]{4}-(0[1-9]|1[0-2])([^0-9]|$)') THEN substr("order", 1, 7) END"""
_SUMS = """count(*) AS pairs, sum(changes) AS count, sum(substantive) AS substantive,
    count(*) FILTER (substantive > 0) AS substantive_pairs"""
_CHANGE = f"""id, document, "order", change_id AS change, label, category, confidence, old_place, new_place,
    old_end - old_start AS old_characters, new_end - new_start AS new_characters,
    substr(old_text, 1, {SHOWN}) AS old, substr(new_text, 1, {SHOWN}) AS new"""
_NUMBERS = ("changes", "substantive", "wording", "unsure", "layout", "ignored", "old_words", "new_words")

_QUESTIONS = {
    "totals": f"""SELECT count(*) AS pairs, count(*) FILTER (changes = 0) AS pairs_without_changes,
        count(*) FILTER (substantive > 0) AS substantive_pairs, count(DISTINCT document) AS documents,
        {", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in _NUMBERS)},
        count(*) FILTER (limited) AS limited, (SELECT count(*) FROM errors) AS errors FROM pairs""",
    "passages": f"SELECT {', '.join(f'coalesce(sum({name}), 0) AS {name}' for name in Relation)} FROM pairs",
    "changes_per_pair": """SELECT quantile_disc(changes, 0.5) AS median, quantile_disc(changes, 0.9) AS ninth_decile,
        max(changes) AS most FROM pairs""",
    "categories": """SELECT category, label, count(*) AS count, count(DISTINCT row) AS pairs,
        count(*) FILTER (unsure) AS unsure FROM changes GROUP BY category, label
        ORDER BY count DESC, category, label""",
    "months": f"SELECT {_MONTH} AS month, {_SUMS} FROM pairs GROUP BY month HAVING month IS NOT NULL ORDER BY month",
    "documents": f"""SELECT document, {_SUMS} FROM pairs WHERE document IS NOT NULL GROUP BY document
        ORDER BY substantive DESC, count DESC, document LIMIT $top""",
    "replacements": f"""SELECT old_text AS old, new_text AS new, count(*) AS count, count(DISTINCT row) AS pairs,
        count(*) FILTER (label = 'substantive') AS substantive FROM changes
        WHERE operation = 'replace' AND old_end - old_start <= {SHORT} AND new_end - new_start <= {SHORT}
        GROUP BY old_text, new_text HAVING count(*) > 1 ORDER BY pairs DESC, count DESC, old, new LIMIT $top""",
    "largest_changes": f"""SELECT {_CHANGE} FROM changes
        ORDER BY old_end - old_start + new_end - new_start DESC, row, number LIMIT $top""",
    "largest_pairs": """SELECT id, document, "order", changes AS count, substantive, old_words, new_words FROM pairs
        WHERE changes > 0 ORDER BY substantive DESC, changes DESC, row LIMIT $top""",
    "unsure": f"SELECT {_CHANGE} FROM changes WHERE unsure ORDER BY confidence, row, number LIMIT $top",
    "errors": """SELECT reason, count(*) AS count, min(row) AS first_row FROM errors GROUP BY reason
        ORDER BY count DESC, reason LIMIT $top""",
}


def statistics(output: str, top: int = TOP, tell: Teller = lambda share: None) -> Tree:
    """What the output of `revdiff batch` comes to, as plain data: the tree of ``revdiff stats --format yaml``.

    `top`: rows of each list of examples. Shares are from 0 to 1; texts are cut at `SHOWN` characters. Raises
    `RevdiffError` where the folder is no such output, DuckDB is not there, or a part cannot be read.
    """
    parts = found(output)
    with _database(parts) as database:
        steps = [*_prepared(parts), *_QUESTIONS.values()]
        answers = [
            _answered(database, question, top, partial(_tell, tell, n, len(steps))) for n, question in enumerate(steps)
        ]
    return _tree(parts, dict(zip(_QUESTIONS, answers[-len(_QUESTIONS) :], strict=True)))


def _tell(tell: Teller, done: int, steps: int, share: float) -> None:
    tell((done + share) / steps)


def _tree(parts: Found, answers: dict[str, list[Tree]]) -> Tree:
    (totals,), (passages,), (spread,) = (answers.pop(name) for name in ("totals", "passages", "changes_per_pair"))
    shares = {"substantive": totals["changes"], "substantive_pairs": totals["pairs"]}
    totals |= {f"{name}_share": _share(totals[name], whole) for name, whole in shares.items()}
    for row in answers["categories"]:
        row["share"] = _share(row["count"], totals["changes"])
    for row in answers["months"] + answers["documents"]:
        row["share"] = _share(row["substantive"], row["count"])
    run = {"name": parts.name, "revdiff": parts.version, "parts": parts.finished, "of_parts": parts.shards}
    whole = {"schema": SCHEMA, "run": run, "totals": totals, "passages": passages, "changes_per_pair": spread}
    return whole | answers


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


@contextmanager
def _database(parts: Found) -> Iterator[duckdb.DuckDBPyConnection]:
    try:
        import duckdb
    except ImportError as failed:
        raise RevdiffError(f"stats needs the package duckdb ({failed}); pip install 'revdiff[batch]'") from None
    with TemporaryDirectory(prefix="revdiff-stats-") as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "temp_directory": folder,
            "autoinstall_known_extensions": "false",
            "preserve_insertion_order": "false",
        }
        if parts.format == "jsonl" and (few := _BUFFERS // (2 * _line(parts))) < (os.cpu_count() or 1):
            settings["threads"] = max(1, few)
        database = duckdb.connect(str(Path(folder) / "changes.duckdb"), config=settings)
        try:
            yield database
        except duckdb.Error as error:
            why = " ".join(str(error).split("\n")[0].split())
            raise RevdiffError(
                f"{parts.name}: DuckDB cannot read it ({why}); give the command of the run again"
            ) from None
        finally:
            database.close()


def _prepared(parts: Found) -> Iterator[str]:
    """What makes the tables that are asked."""
    for kind, paths in parts.parts.items():
        names = ", ".join(f'"{name}"' for name in _WANTED[kind])
        if parts.format == "parquet":
            yield f"CREATE VIEW {kind} AS SELECT {names} FROM read_parquet({literal(paths)})"
            continue
        types = ", ".join(f"'{name}': '{_SQL_TYPES[TABLES[kind][name]]}'" for name in _WANTED[kind])
        for name in ("old_text", "new_text"):
            names = names.replace(f'"{name}"', f'substr("{name}", 1, {SHOWN}) AS {name}')
        how = f"format = 'newline_delimited', maximum_object_size = {_line(parts)}, columns = {{{types}}}"
        yield f"CREATE TABLE {kind} AS SELECT {names} FROM read_json({literal(paths)}, {how})"


def _line(parts: Found) -> int:
    """Bytes that a line of JSON may have: as many as a part. A thread of DuckDB takes twice as much for its work."""
    return max(_LEAST_LINE, parts.largest)


def _answered(database: duckdb.DuckDBPyConnection, question: str, top: int, tell: Teller) -> list[Tree]:
    """The rows of an answer; the question is asked in a thread, so that a person may interrupt it."""
    rows: list[Tree] = []
    trouble: list[BaseException] = []

    def ask() -> None:
        try:
            answer = database.execute(question, {"top": top} if "$top" in question else None)
            names = [column[0] for column in answer.description or ()]
            rows.extend(dict(zip(names, row, strict=True)) for row in answer.fetchall())
        except BaseException as error:
            trouble.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_TICK)
            tell(max(0.0, database.query_progress()) / 100)
    except KeyboardInterrupt:
        database.interrupt()
        thread.join()
        raise
    if trouble:
        raise trouble[0]
    return rows
