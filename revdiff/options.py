"""The part of the command line that is about the viewer: configuration, its dumps, and `serve`.

`--dump-config` has to work before there is anything to compare, and `serve` reads the revisions before it serves them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from revdiff.errors import RevdiffError

if TYPE_CHECKING:
    from revdiff._history import Comparer
    from revdiff.model import Document
    from revdiff.tui.config import Config

COMMANDS = ("schema", "log", "batch", "git-external", "blame", "stats", "serve", "explain")
"""Words that are commands; a file of that name is written ``./log``."""

_OPTIONS = (
    click.option(
        "--config", "config_file", metavar="FILE", help="The configuration of the viewer, instead of the usual file."
    ),
    click.option("--ascii", "ascii_signs", is_flag=True, help="In the viewer: signs and frames in ASCII."),
    click.option("--dump-config", is_flag=True, help="Print the configuration as TOML with comments, and end."),
    click.option("--dump-keys", is_flag=True, help="Print all keys of the viewer as TOML, and end."),
    click.option("--host", metavar="ADDRESS", help="With serve: listen here; 127.0.0.1 unless given."),
    click.option("--port", type=click.IntRange(1, 65535), help="With serve: the port; 8000 unless given."),
    click.option("--public-url", metavar="URL", help="With serve: the address seen from outside, behind a proxy."),
)


@dataclass(frozen=True, slots=True)
class Viewer:
    """What the options of the viewer said."""

    config_file: str | None = None
    ascii_signs: bool = False
    dump_config: bool = False
    dump_keys: bool = False
    host: str | None = None
    port: int | None = None
    public_url: str | None = None

    @property
    def config(self) -> Config:
        """The configuration with what the command line overrides."""
        from revdiff.tui.config import load

        config = load(self.config_file)
        return replace(config, ascii=True) if self.ascii_signs else config

    @property
    def screen_config(self) -> Config:
        """The same, with ASCII decided: a browser has UTF-8 whatever the locale says."""
        from revdiff.tui.ascii import wanted

        config = self.config
        if config.ascii is None:
            config = replace(config, ascii=not served() and wanted(os.environ, getattr(sys.stdout, "encoding", None)))
        return config

    @property
    def dumped(self) -> str:
        """What a dump prints; empty where none is wanted."""
        if not (self.dump_config or self.dump_keys):
            return ""
        from revdiff.tui.config import dump, dump_keys  # here: who prints a report need not wait for it

        parts = [dump(self.config)] if self.dump_config else []
        return "\n".join([*parts, dump_keys(self.config)] if self.dump_keys else parts)

    def serve(self, revisions: Sequence[str], options: Sequence[tuple[str, str | None]]) -> None:
        """Serve the viewer for revisions that are known to be readable, with the options that it shares."""
        from revdiff.serve import serve

        arguments = [f"{name}={value}" if value else name for name, value in options if value is not None]
        arguments += [f"--config={self.config_file}"] if self.config_file else []
        arguments += ["--ascii"] if self.ascii_signs else []
        first = f"./{revisions[0]}" if revisions[0] in COMMANDS else revisions[0]
        title = " - ".join(os.path.basename(name) or name for name in revisions)
        serve(
            [*arguments, "--", first, *revisions[1:]],
            title,
            self.host or "127.0.0.1",
            self.port or 8000,
            self.public_url,
        )

    def browse(
        self,
        documents: Sequence[Document],
        only: str | None,
        compare: Comparer | None,
        review: str | None,
        reload: Callable[[], Sequence[Document]] | None,
    ) -> int:
        """Show the documents in this terminal, whose keys are asked even where a text came through standard input."""
        config = self.screen_config
        if not served() and (sys.stdin is None or not sys.stdin.isatty()):
            try:
                terminal = os.open("/dev/tty", os.O_RDONLY)
            except OSError:
                raise RevdiffError("the viewer has no keyboard here; say --format text, yaml or json instead") from None
            os.dup2(terminal, 0)
            os.close(terminal)
        from revdiff.tui import run

        return run(documents, only, compare, review=review, reload=reload, config=config, served=served())

    def refuse_without_serve(self) -> None:
        """Refuse options that mean nothing here."""
        for name, value in (("host", self.host), ("port", self.port), ("public-url", self.public_url)):
            if value is not None:
                raise click.UsageError(f"--{name} goes with serve: revdiff serve OLD NEW --{name} ...")


def served(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether this process draws for textual-serve, which then is its terminal."""
    return environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")


def viewer_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options of the viewer."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function
