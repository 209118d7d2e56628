"""Facts about the ready-made gates: the steps of the Action are run in bash with what GitHub gives them, the hook by
pre-commit itself."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"]}
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
NAMES = {"BASE": "base", "HEAD": "head", "PATHS": "paths", "FAIL_ON": "fail-on", "ONLY": "only", "SUMMARY": "summary"}
OLD = "# The hut\n\nA guest pays 3 francs.\n\nThe hut is open all year.\n"

needs_git = pytest.mark.skipif(not (shutil.which("git") and shutil.which("bash")), reason="git or bash is missing")


class Runner:
    """A repository and the folder of a runner in which the steps of the Action are run."""

    def __init__(self, path: Path) -> None:
        self.work, self.temp = path / "work", path / "temp"
        self.work.mkdir()
        bin = self.temp / "revdiff" / "bin"
        bin.mkdir(parents=True)
        for name, words in (("revdiff", "-m revdiff"), ("python", "")):
            program = bin / name
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n')
            program.chmod(0o755)
        self.env = {k: v for k, v in os.environ.items() if not k.startswith("GIT")} | {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "PYTHONPATH": str(ROOT),
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(self.temp / "output"),
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary.md"),
            "GITHUB_ACTION_PATH": str(ROOT),
            **{f"GIT_{who}_{what}": "ada@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }
        self.git("init", "-q", "-b", "main")
        self.base = self.commit(hut=OLD)

    def git(self, *words: str, status: int | None = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            ["git", *words], cwd=self.work, env=self.env, capture_output=True, encoding="utf-8", timeout=60
        )
        assert status is None or done.returncode == status, done.stderr
        return done

    def commit(self, **texts: str) -> str:
        for name, text in texts.items():
            (self.work / f"{name}.md").write_text(text, "utf-8")
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "A commit")
        return self.git("rev-parse", "HEAD").stdout.strip()

    def step(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        """The step that compares, with its inputs as variables, as the runner starts it: ``bash --noprofile ...``."""
        defaults = {name: one.get("default", "") for name, one in ACTION["inputs"].items()}
        given = {"base": self.base, "head": "HEAD"} | {name.replace("_", "-"): v for name, v in inputs.items()}
        variables = {variable: given.get(name, defaults[name]) for variable, name in NAMES.items()}
        for name in ("output", "summary.md"):
            (self.temp / name).write_text("")
        script = self.temp / "step.sh"
        script.write_text(askable(STEPS["compare"]["run"]), "utf-8")
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.work,
            env=self.env | variables,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    @property
    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in (self.temp / "output").read_text("utf-8").splitlines())

    @property
    def summary(self) -> str:
        return (self.temp / "summary.md").read_text("utf-8")


def askable(script: str) -> str:
    """The script as it is, or with text for markdown where this version writes no markdown of many files."""
    from revdiff.errors import ExportError
    from revdiff.exporters.filewise import export_files
    from revdiff.filewise import FileSet, Filewise

    try:
        export_files(Filewise(FileSet("a", "b", (), ()), ()), "markdown")
    except ExportError:
        return script.replace("--format=markdown", "--format=text")
    return script


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_the_inputs_reach_the_shell_as_variables_alone() -> None:
    assert {v: EXPRESSION.fullmatch(e)[1] for v, e in STEPS["compare"]["env"].items()} == {  # type: ignore[index]
        variable: f"inputs.{name}" for variable, name in NAMES.items()
    }
    for step in STEPS.values():
        assert not EXPRESSION.search(step.get("run", ""))
        assert ("run" in step) is (step.get("shell") == "bash")


def test_every_input_is_used_and_every_output_is_made() -> None:
    used = set(re.findall(r"inputs\.([a-z-]+)", (ROOT / "action.yml").read_text("utf-8")))
    assert used == set(ACTION["inputs"])
    for name, one in ACTION["outputs"].items():
        assert one["value"] == f"${{{{ steps.compare.outputs.{name} }}}}"
    assert all(one["description"] for one in (*ACTION["inputs"].values(), *ACTION["outputs"].values()))


@needs_git
def test_a_substantive_change_fails_the_step_and_is_told_in_summary_and_outputs(runner: Runner) -> None:
    runner.commit(hut=OLD.replace("3 francs", "5 francs"))
    done = runner.step()
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error title=revdiff::")
    assert done.stdout.count("\n") == 1
    assert runner.outputs["failed"] == "true"
    assert (runner.outputs["label"], runner.outputs["changes"]) == ("substantive", "1")
    assert (runner.outputs["substantive"], runner.outputs["wording"]) == ("1", "0")
    assert "quantity" in runner.summary
    assert Path(runner.outputs["markdown"]).read_text("utf-8") == runner.summary
    assert Path(runner.outputs["json"]).is_file()


@needs_git
def test_wording_passes_and_so_does_what_nobody_asked_for(runner: Runner) -> None:
    runner.commit(hut=OLD.replace("is open all year", "is open  all\nyear"))
    assert runner.step().returncode == 0
    assert runner.outputs["failed"] == "false"
    runner.commit(hut=OLD.replace("3 francs", "5 francs"))
    assert runner.step(fail_on="none", summary="false").returncode == 0
    assert not runner.summary
    assert runner.step(fail_on="substantive:name\r\n  substantive:quantity \n").returncode == 1
    assert runner.step(paths="docs").returncode == 0
    assert runner.outputs["changes"] == "0"


@needs_git
def test_what_the_base_did_in_the_meantime_is_no_change_of_the_branch(runner: Runner) -> None:
    runner.git("checkout", "-q", "-b", "branch")
    runner.commit(dogs="Dogs stay outside.\n")
    runner.git("checkout", "-q", "main")
    main = runner.commit(hut=OLD.replace("3 francs", "5 francs"))
    assert runner.step(base=main, head="branch").returncode == 1
    assert (runner.outputs["changes"], "hut" in runner.summary) == ("1", False)


POISON = """x; touch pwned; $(touch pwned) `touch pwned` "; touch pwned; " '; touch pwned; '"""
HOSTILE = [
    *((name, POISON) for name in ("base", "head", "paths", "fail_on", "only")),
    *((name, word) for name in ("base", "head") for word in ("--output=pwned", "a..b", "HEAD:x")),
    ("head", "HEAD\n::add-mask::x"),
    ("only", "wording\n::add-mask::x"),
    ("paths", "--output=pwned"),
]


@needs_git
@pytest.mark.parametrize(("name", "word"), HOSTILE)
def test_no_input_is_run_or_taken_for_an_option(runner: Runner, name: str, word: str) -> None:
    done = runner.step(**{name: word})
    assert done.returncode == (0 if name == "paths" else 2), (done.stdout, done.stderr)
    assert not [*runner.work.rglob("pwned"), *runner.temp.rglob("pwned")]
    assert not re.search(r"^::add-mask", done.stdout + done.stderr, re.MULTILINE)
    assert not runner.outputs or name == "paths"


@needs_git
@pytest.mark.parametrize("base", ["", "0" * 40], ids=["no base", "the zeros of a new branch"])
def test_a_push_without_a_base_is_told(runner: Runner, base: str) -> None:
    done = runner.step(base=base)
    assert done.returncode == 2
    assert "give the input base" in done.stdout


@needs_git
def test_the_configuration_of_the_project_holds_in_the_action(runner: Runner) -> None:
    (runner.work / "revdiff.toml").write_text('[categories]\nquantity = "wording"\n')
    runner.commit(hut=OLD.replace("3 francs", "5 francs"))
    assert runner.step().returncode == 0
    assert runner.outputs["wording"] == "1"


def precommit(runner: Runner, **changes: Any) -> None:
    """Make the hook, as the repository offers it, one of the runner's repository; it is installed already."""
    program = runner.temp / "revdiff" / "bin" / "revdiff"
    hook = HOOK | {"language": "system", "entry": HOOK["entry"].replace("revdiff", str(program), 1)} | changes
    config = {"repos": [{"repo": "local", "hooks": [hook]}]}
    (runner.work / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    runner.env["PRE_COMMIT_HOME"] = str(runner.temp / "cache")
    runner.git("add", "-A")
    runner.git("commit", "-q", "-m", "Hooks")
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "install"],
        cwd=runner.work,
        env=runner.env,
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout


@needs_git
def test_pre_commit_stops_a_commit_of_a_substantive_change_and_lets_wording_pass(runner: Runner) -> None:
    pytest.importorskip("pre_commit")
    precommit(runner)
    page = runner.work / "hut.md"
    page.write_text(OLD.replace("all year", "the whole year"))
    (runner.work / "tool.py").write_text("print(3)\n")
    runner.git("add", "-A")
    assert "Passed" in runner.git("commit", "-m", "Wording").stderr
    page.write_text(page.read_text().replace("3 francs", "5 francs"))
    runner.git("add", "-A")
    page.write_text("Not staged.\n")
    done = runner.git("commit", "-m", "A higher fee", status=1)
    assert '"3" → "5"' in done.stdout + done.stderr
    assert "substantive, quantity" in done.stdout + done.stderr
    assert page.read_text() == "Not staged.\n"


@needs_git
def test_the_hook_can_be_given_other_arguments(runner: Runner) -> None:
    pytest.importorskip("pre_commit")
    precommit(runner, args=["--fail-on=substantive:name"])
    (runner.work / "hut.md").write_text(OLD.replace("3 francs", "5 francs"))
    runner.git("add", "-A")
    runner.git("commit", "-q", "-m", "A higher fee")
