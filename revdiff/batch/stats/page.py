"""The figures as one self-contained page: charts, and under each the numbers that it draws.

Everything is in the page, and a policy forbids it to load or to run anything. What a corpus says is escaped, shown
where it is invisible, and isolated in its direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import Template
from typing import Any

from revdiff.batch.reporting import counted
from revdiff.batch.stats import charts, table
from revdiff.batch.stats.table import percent
from revdiff.exporters.html.body import escaped, shown
from revdiff.exporters.html.theme import THEME, file, policy

Tree = dict[str, Any]
Cell = tuple[str, str]
"""Class and HTML."""
_MOST_MONTHS = 600
"""Months that are drawn, those without a change too; a column is then narrower than two pixels."""
_KEY = (
    '<figcaption><svg class="key" aria-hidden="true"><rect class="s"/></svg>▲ substantive '
    '<svg class="key" aria-hidden="true"><rect class="w"/></svg>○ wording</figcaption>'
)


def page(tree: Tree) -> str:
    """The tree of `statistics` as HTML."""
    style = THEME + file("revdiff.batch.stats", "stats.css")
    sections = (_categories, _months, _documents, _replacements, _largest, _largest_pairs, _unsure, _errors)
    return Template(file("revdiff.batch.stats", "stats.html")).substitute(
        policy=policy(style),
        style=style,
        name=escaped(tree["run"]["name"]),
        headline=escaped(table.headline(tree)),
        tiles=_tiles(tree),
        notes="".join(f"<p>{escaped(line)}</p>" for line in table.notes(tree)),
        sections="\n".join(filter(None, (section(tree) for section in sections))),
        version=escaped(tree["run"]["revdiff"]),
    )


def _tiles(tree: Tree) -> str:
    totals = tree["totals"]
    told = [
        ("pairs", totals["pairs"], ""),
        ("documents", totals["documents"], ""),
        ("changes", totals["changes"], ""),
        ("▲ substantive", totals["substantive"], percent(totals["substantive_share"])),
        ("○ wording", totals["wording"], ""),
        ("unsure", totals["unsure"], ""),
        ("errors", totals["errors"], ""),
    ]
    return "".join(
        f"<div><dt>{name}</dt><dd>{count:,}{f' <small>{more}</small>' if more else ''}</dd></div>"
        for name, count, more in told
    )


def _categories(tree: Tree) -> str:
    most = max((row["count"] for row in tree["categories"]), default=0)
    rows = (
        (
            ("k", f"{table.sign(row)} {row['category']}"),
            _number(row["count"]),
            ("n", percent(row["share"])),
            ("barred", charts.bar([(_class(row["label"]), row["count"])], most)),
            _number(row["pairs"]),
            _number(row["unsure"]),
        )
        for row in tree["categories"]
    )
    heads = ("Category", "#Changes", "#Share", "", "#Pairs", "#Unsure")
    return _section("Changes by category", _KEY + _table(heads, rows))


def _months(tree: Tree) -> str:
    months = tree["months"]
    if not months:
        return ""
    counts, shares = [], []
    for row in _without_gaps(months):
        title = f"{row['month']}: {counted(row['count'], 'change')}, {row['substantive']:,} substantive"
        title += f" ({percent(row['share'])})"
        parts = (("s", row["substantive"]), ("w", row["count"] - row["substantive"]))
        counts.append(charts.Column(row["month"], title, parts))
        shares.append(charts.Column(row["month"], title, (("s", 100 * (row["share"] or 0.0)),)))
    first, last = months[0]["month"], months[-1]["month"]
    drawn = charts.columns(counts, f"Changes by month, from {first} to {last}")
    share = charts.columns(shares, f"Share of substantive changes by month, from {first} to {last}", 100, " %")
    rows = (((("k", row["month"])), *_summed(row, None)) for row in months)
    heads = ("Month", "#Pairs", "#With substantive", "#Changes", "#Substantive", "#Share")
    numbers = f"<details><summary>The numbers</summary>{_table(heads, rows)}</details>"
    return _section(
        "Changes by month",
        f"<figure>{drawn}{_KEY}</figure><figure>{share}"
        f"<figcaption>Share of substantive changes</figcaption></figure>{numbers}",
    )


def _without_gaps(months: Sequence[Tree]) -> list[Tree]:
    """The months and those between them in which nothing was revised: time goes on evenly."""
    known = {row["month"]: row for row in months}
    first, last = (12 * int(row["month"][:4]) + int(row["month"][5:]) - 1 for row in (months[0], months[-1]))
    if last - first >= _MOST_MONTHS:  # a slip in a date
        return [*months]
    every = (f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1))
    return [known.get(name, {"month": name, "count": 0, "substantive": 0, "share": None}) for name in every]


def _documents(tree: Tree) -> str:
    most = max((row["count"] for row in tree["documents"]), default=0)
    rows = ((("", shown(row["document"])), *_summed(row, most)) for row in tree["documents"])
    heads = ("Document", "#Pairs", "#With substantive", "#Changes", "#Substantive", "#Share", "")
    total = tree["totals"]["documents"]
    note = f'<p class="quiet">{len(tree["documents"]):,} of {total:,}, most substantive changes first.</p>'
    return _section("Documents", note + _KEY + _table(heads, rows)) if tree["documents"] else ""


def _replacements(tree: Tree) -> str:
    rows = (
        (_number(row["pairs"]), _number(row["count"]), _number(row["substantive"]), ("", _edit(row)))
        for row in tree["replacements"]
    )
    return _section("Most frequent replacements", _table(("#Pairs", "#Times", "#Substantive", "Replacement"), rows))


def _largest(tree: Tree) -> str:
    rows = (
        (_number(row["old_characters"]), _number(row["new_characters"]), *_where(row))
        for row in tree["largest_changes"]
    )
    return _section("Largest changes", _table(("#Removed", "#Added", "Category", "Where", "Change"), rows))


def _largest_pairs(tree: Tree) -> str:
    most = max((row["count"] for row in tree["largest_pairs"]), default=0)
    rows = (
        (
            ("", shown(table.place(row))),
            _number(row["count"]),
            _number(row["substantive"]),
            ("barred", _stacked(row, most)),
            _number(row["old_words"]),
            _number(row["new_words"]),
        )
        for row in tree["largest_pairs"]
    )
    heads = ("Pair", "#Changes", "#Substantive", "", "#Words before", "#Words after")
    return _section("Pairs with most substantive changes", _table(heads, rows))


def _unsure(tree: Tree) -> str:
    rows = ((("n", f"{row['confidence']:.2f}"), *_where(row)) for row in tree["unsure"])
    return _section("Least sure labels", _table(("#Confidence", "Category", "Where", "Change"), rows))


def _errors(tree: Tree) -> str:
    rows = ((_number(row["count"]), _number(row["first_row"]), ("", shown(row["reason"]))) for row in tree["errors"])
    return _section("Rows that could not be compared", _table(("#Rows", "#First", "Reason"), rows))


def _where(row: Tree) -> tuple[Cell, ...]:
    place = row["old_place"] if row["old"] else row["new_place"]
    where = shown(table.place(row)) + (f'<br><span class="quiet">{shown(place)}</span>' if place else "")
    return (
        ("k", f'{table.sign(row)} <span class="vh">{row["label"]}</span> {row["category"]}'),
        ("", where),
        ("", _edit(row)),
    )


def _edit(row: Tree) -> str:
    """Both sides of a change, each with its own mark, for the ear too."""
    told = []
    for tag, what, side in (("del", "removed", "old"), ("ins", "added", "new")):
        text = row[side]
        if not text:
            continue
        more = row.get(f"{side}_characters", len(text)) > len(text)
        told.append(f'<span class="vh">{what}:</span> <{tag}>{escaped(text)}{"…" if more else ""}</{tag}>')
    return " → ".join(told)


def _summed(row: Tree, most: int | None) -> tuple[Cell, ...]:
    names = ("pairs", "substantive_pairs", "count", "substantive")
    cells = (*(_number(row[name]) for name in names), ("n", percent(row["share"])))
    return cells if most is None else (*cells, ("barred", _stacked(row, most)))


def _stacked(row: Tree, most: int) -> str:
    return charts.bar([("s", row["substantive"]), ("w", row["count"] - row["substantive"])], most)


def _class(label: str) -> str:
    return "s" if label == "substantive" else "w"


def _number(count: int) -> Cell:
    return "n", f"{count:,}"


def _section(title: str, body: str) -> str:
    return f"<section><h2>{title}</h2>{body}</section>" if body else ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table, or nothing where there are no rows; a head that begins with ``#`` is of numbers."""
    body = "".join(
        "<tr>"
        + "".join(f'<td class="{name}">{cell}</td>' if name else f"<td>{cell}</td>" for name, cell in row)
        + "</tr>"
        for row in rows
    )
    if not body:
        return ""
    named = (('<th scope="col" class="n">' if h.startswith("#") else '<th scope="col">', h.lstrip("#")) for h in heads)
    columns = "".join(f"{tag}{name}</th>" if name else '<td aria-hidden="true"></td>' for tag, name in named)
    return (
        f'<div class="scroll" tabindex="0"><table><thead><tr>{columns}</tr></thead><tbody>{body}</tbody></table></div>'
    )
