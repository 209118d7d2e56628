"""The documentation is run: what a README shows and the program does not do is worse than no README.

In a ```console block every `$ revdiff ...` is run from the top of the repository and its output is compared with what
stands below it; `make golden` writes the outputs anew. ```pycon blocks are doctests.
"""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import pytest

import revdiff
from revdiff.classifier import finding
from revdiff.classifier.rules import APPARENT, EXPLANATIONS, STATEMENTS, VETOES
from revdiff.model import SUBSTANTIVE_CATEGORIES, Category, Relation

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "samples" / "README.md", *ROOT.glob("docs/*.md")])
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYCON = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (revdiff\b.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
EXAMPLE = re.compile(r"\*((?:[^*\\]|\\\*)+)\* → \*((?:[^*\\]|\\\*)+)\*")
LINK = re.compile(r"\]\(([^)\s]+)\)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")


def names(paths: list[Path]) -> list[str]:
    return [p.relative_to(ROOT).as_posix() for p in paths]


def shell(command: str, folder: str | None = None) -> str:
    """What a person sees who types it at the top of the repository, into a pipe; `folder` is for what it keeps."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "PYTHONUTF8": "1", "TMPDIR": folder or gettempdir()}
    done = subprocess.run(
        command,
        shell=True,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return done.stdout


def with_real_outputs(page: str) -> str:
    """The page with the output below every command replaced by what the command prints now."""

    def block(match: re.Match[str]) -> str:
        body = COMMAND.sub(lambda command: f"$ {command[1]}\n{shell(command[1], folder)}", match[1])
        return f"```console\n{body}```"

    with TemporaryDirectory() as folder:
        return CONSOLE.sub(block, page)


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_the_commands_on_the_page_print_what_the_page_shows(page: Path, request: pytest.FixtureRequest) -> None:
    shown = page.read_text("utf-8")
    real = with_real_outputs(shown)
    if request.config.getoption("--write-golden"):
        page.write_text(real, encoding="utf-8", newline="\n")
        return
    assert shown == real, "run `make golden` if this was meant"


def test_the_readme_shows_commands_and_a_session_of_python() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert sum(len(COMMAND.findall(block)) for block in CONSOLE.findall(readme)) >= 3
    assert PYCON.search(readme)
    assert "make demo" in readme
    assert "make test" in readme


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_the_python_sessions_on_the_page_give_what_the_page_shows(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    sessions = "\n".join(PYCON.findall(page.read_text("utf-8")))
    test = doctest.DocTestParser().get_doctest(sessions, {}, page.name, str(page), 0)
    out: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE).run(test, out=out.append)
    assert not "".join(out)


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_the_links_on_the_page_lead_to_files_and_headings_that_exist(page: Path) -> None:
    for link in LINK.findall(page.read_text("utf-8")):
        if not re.match(r"[a-z]+:", link):
            name, _, anchor = link.partition("#")
            target = page.parent / name if name else page
            assert target.exists(), link
            assert not anchor or anchor in anchors(target), link


def test_every_option_of_the_help_is_documented_and_no_other() -> None:
    told = set(OPTION.findall(shell("revdiff --help")))
    documented = set(OPTION.findall((ROOT / "docs" / "cli.md").read_text("utf-8")))
    assert len(told) > 5
    assert documented == told


def test_every_option_of_the_commands_for_corpora_is_documented_and_no_other() -> None:
    told = {o for word in ("batch", "stats") for o in OPTION.findall(shell(f"revdiff {word} --help"))} - {"--help"}
    documented = set(OPTION.findall((ROOT / "docs" / "corpora.md").read_text("utf-8")))
    assert len(told) > 15
    assert told - documented == set()


def keys_of(schema: object) -> set[str]:
    """The names of all properties that a JSON Schema speaks of."""
    if isinstance(schema, list):
        return {key for part in schema for key in keys_of(part)}
    if not isinstance(schema, dict):
        return set()
    own = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
    return own.union(*map(keys_of, schema.values()))


def test_every_key_of_the_schema_is_explained() -> None:
    page = (ROOT / "docs" / "yaml.md").read_text("utf-8")
    keys = keys_of(json.loads(shell("revdiff schema")))
    assert {"schema", "passages", "reasons"} <= keys
    assert [k for k in sorted(keys) if f"`{k}`" not in page] == []


def test_every_category_and_every_relation_is_explained() -> None:
    labels = (ROOT / "docs" / "labels.md").read_text("utf-8")
    assert [c for c in Category if not re.search(rf"^\| `{c}` \| .+ \| .+ \|$", labels, re.MULTILINE)] == []
    yaml = (ROOT / "docs" / "yaml.md").read_text("utf-8")
    assert [r for r in Relation if f"`{r}`" not in yaml] == []


def examples() -> list[tuple[str, str, str]]:
    """(category, old, new) for every `*old* → *new*` in the tables of labels."""
    found = []
    for page in ("README.md", "docs/labels.md"):
        for line in (ROOT / page).read_text("utf-8").splitlines():
            cells = [cell.strip(" `") for cell in line.strip("| ").split(" | ")]
            named = [cell for cell in cells if cell in set(Category)]
            found += [(named[0], *pair) for pair in EXAMPLE.findall(line) if named]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(("category", "old", "new"), [pytest.param(*e, id=f"{e[0]}: {e[2]}") for e in examples()])
def test_the_example_on_the_page_gets_the_label_that_the_page_says(category: str, old: str, new: str) -> None:
    report = revdiff.compare(old.replace("\\*", "*"), new.replace("\\*", "*"))
    kind = "substantive" if category in SUBSTANTIVE_CATEGORIES else "wording"
    assert (report.label, [str(c.label.category) for c in report.changes]) == (kind, [category])


def test_most_categories_have_an_example_that_is_tried() -> None:
    untried = set(Category) - {category for category, _, _ in examples()}
    assert untried == {Category.RENUMBERING, Category.RESTATED}


def shows(name: str, place: re.Pattern[str], table: str, request: pytest.FixtureRequest) -> None:
    """The page holds the table, or is written anew with it where that is asked for."""
    page = ROOT / "docs" / name
    shown = page.read_text("utf-8")
    if request.config.getoption("--write-golden"):
        page.write_text(place.sub(lambda _: table, shown), encoding="utf-8", newline="\n")
    else:
        assert table in shown, "run `make golden` if this was meant"


RULE_TABLE = re.compile(r"(?<=from the rules themselves -->\n).*?(?=<!-- end of rules -->)", re.DOTALL)
GROUPS = {
    "only looks like a fact that changed": APPARENT,
    "a fact, or a word that turns the sentence": VETOES,
    "explains the whole edit as wording": EXPLANATIONS,
    "what is left": STATEMENTS,
}


def rule_table() -> str:
    """A table of every rule, from its docstring."""
    rows = ["", "| rule | what it says | hit | miss |", "| --- | --- | --- | --- |"]
    for group, rules in GROUPS.items():
        rows.append(f"| | *{group}* | | |")
        for rule in rules:
            told = " ".join((rule.__doc__ or "").split())
            what, _, examples = told.partition(" Hit: ")
            hit, _, miss = examples.partition(" Miss: ")
            cells = (f"`{finding.name(rule)}`", what, hit.rstrip("."), miss.rstrip("."))
            rows.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join([*rows, "", ""])


def test_every_rule_stands_in_the_table_with_a_hit_and_a_miss(request: pytest.FixtureRequest) -> None:
    table = rule_table()
    shows("labels.md", RULE_TABLE, table, request)
    assert all(row.count(" | ") == 3 and "|  |" not in row for row in table.splitlines() if row.startswith("| `"))


SCORE_TABLE = re.compile(r"(?<=from the card of the weights -->\n).*?(?=<!-- end of scores -->)", re.DOTALL)
SETS = {
    "newswiki_dev": "news and Wikipedia, single edits (IteraTeR-HUMAN)",
    "re3_dev": "sentences of science papers (Re3-Sci)",
    "arxivedits_dev": "spans in science papers (arXivEdits)",
    "pooled": "the three above together",
    "suite_dev": "hand-written minimal pairs, each of one behaviour",
    "suite_paragraphs_dev": "edits inside hand-written paragraphs",
    "commits_read_dev": "commits to prose, read and labelled by hand",
    "normative_dev": "commits to standards and rules, all substantive",
    "typo_wording_dev": "commits called typo fixes, all called wording",
    "typo_but_meaning_dev": "commits called typo fixes that change the meaning",
    "jfleg_dev": "fluency rewrites, all wording (JFLEG)",
}
FIGURES = ("accuracy", "precision", "recall", "f1", "calibration error")


def score_table() -> str:
    """The scores on the card of the weights as a table."""
    card = json.loads((ROOT / "revdiff" / "classifier" / "data" / "weights.json").read_bytes())["card"]
    heads = ("set", "what", "pairs", "substantive", "accuracy", "precision", "recall", "F1", "calibration")
    rows = ["", f"| {' | '.join(heads)} |", f"| --- | --- {'| ---: ' * (len(heads) - 2)}|"]
    for name, what in SETS.items():
        told = card["scores"][name]
        figures = [f"{told[figure]:.2f}" if figure in told else "" for figure in FIGURES]
        rows.append(f"| `{name}` | {what} | {told['rows']} | {told['substantive']} | {' | '.join(figures)} |")
    return "\n".join([*rows, "", ""])


def test_the_accuracy_table_shows_the_scores_of_the_weights(request: pytest.FixtureRequest) -> None:
    shows("accuracy.md", SCORE_TABLE, score_table(), request)


def test_every_make_target_that_a_page_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"(?:`|^)make ([a-z-]+)", page.read_text("utf-8"), re.M)}
    assert {"demo", "test"} <= named <= targets
