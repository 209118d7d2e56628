"""The viewer in a browser: what is said and refused before anything is served, who is let in, and what is seen."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import types
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from revdiff import cli, serve
from tests.browser import CHROMIUM


@pytest.fixture
def pair(tmp_path, monkeypatch) -> tuple[str, str]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.txt").write_text("The fee is 30 euros. We begin at noon.\n", encoding="utf-8")
    (tmp_path / "new.txt").write_text("The fee is 40 euros. We start at noon.\n", encoding="utf-8")
    return "old.txt", "new.txt"


@pytest.fixture
def fake(monkeypatch) -> list[dict[str, object]]:
    """A server that notes how it was made and serves nothing."""
    made: list[dict[str, object]] = []

    class Server:
        def __init__(self, command: str, **options: object) -> None:
            made.append({"command": command, **options})

        def serve(self) -> None:
            pass

    package, module = types.ModuleType("textual_serve"), types.ModuleType("textual_serve.server")
    module.Server = Server  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "textual_serve", package)
    monkeypatch.setitem(sys.modules, "textual_serve.server", module)
    return made


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_it_serves_the_viewer_of_these_revisions_on_loopback(pair, fake, capsys) -> None:
    port = free_port()
    assert cli._status(["serve", *pair, "--port", str(port), "--only", "wording"]) == 0
    assert fake[0]["command"].endswith("-P -m revdiff --only=wording -- old.txt new.txt")  # type: ignore[attr-defined]
    assert (fake[0]["host"], fake[0]["port"]) == ("127.0.0.1", port)
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="the shell quotes otherwise")
def test_no_name_of_a_file_is_run_by_the_shell(fake, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["$(touch ran).txt", "-x; 'y'.txt", "log"]
    for name in names:
        (tmp_path / name).write_text("One.\n", encoding="utf-8")
    assert cli._status(["serve", "--port", str(free_port()), "--", names[2], names[0], names[1]]) == 0
    words = subprocess.run(
        ["sh", "-c", "printf '%s\\n' " + str(fake[0]["command"])], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert words[-4:] == ["--", "./log", names[0], names[1]]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["serve", "old.txt", "-"], "standard input"),
        (["serve", "old.txt", "missing.txt"], "missing.txt"),
        (["serve"], "name two revisions"),
        (["serve", "old.txt", "new.txt", "--format", "yaml"], "no option that prints"),
        (["serve", "old.txt", "new.txt", "--port", "0"], "port"),
        (["serve", "old.txt", "new.txt", "--public-url", "nowhere"], "no address"),
        (["old.txt", "new.txt", "--port", "80"], "goes with serve"),
    ],
)
def test_what_cannot_be_served_is_one_line(pair, fake, capsys, arguments, told) -> None:
    assert cli._status(arguments) == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
    assert not fake


def test_without_the_extra_one_line_names_it(pair, monkeypatch, capsys) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    assert cli._status(["serve", *pair]) == 2
    error = capsys.readouterr().err
    assert "pip install 'revdiff[web]'" in error
    assert error.count("\n") == 1


def test_a_port_in_use_is_one_line(pair, fake, capsys) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        assert cli._status(["serve", *pair, "--port", str(taken.getsockname()[1])]) == 2
    assert "in use" in capsys.readouterr().err


def test_an_address_that_others_reach_is_warned_of(pair, fake, capsys) -> None:
    assert cli._status(["serve", *pair, "--host", "0.0.0.0", "--port", str(free_port())]) == 0
    assert "anyone who reaches 0.0.0.0" in capsys.readouterr().err


HOME = "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("origin", "host", "public", "listens", "let_in"),
    [
        pytest.param(HOME, "127.0.0.1:8000", HOME, "127.0.0.1", True, id="the page itself"),
        pytest.param("http://localhost:8000", "localhost:8000", HOME, "127.0.0.1", True, id="by its other name"),
        pytest.param("https://evil.test", "127.0.0.1:8000", HOME, "127.0.0.1", False, id="another page is not let in"),
        pytest.param(
            "http://evil.test:8000", "evil.test:8000", HOME, "127.0.0.1", False, id="a name bent to here is not"
        ),
        pytest.param("", "127.0.0.1:8000", HOME, "127.0.0.1", False, id="no page at all is not"),
        pytest.param("https://x.test", "127.0.0.1:8000", "https://x.test/r", "127.0.0.1", True, id="behind a proxy"),
        pytest.param("http://box:8000", "box:8000", "http://box:8000", "0.0.0.0", True, id="from the network"),
        pytest.param("http://10.0.0.5:8000", "10.0.0.5:8000", "http://box:8000", "0.0.0.0", True, id="by its number"),
        pytest.param("http://evil.test", "evil.test", "http://10.0.0.5:8000", "10.0.0.5", False, id="one bent to it"),
    ],
)
def test_only_its_own_page_is_let_in(origin, host, public, listens, let_in) -> None:
    assert serve.admitted({"Origin": origin, "Host": host}, public, listens) is let_in


def test_the_page_may_load_nothing_from_elsewhere() -> None:
    assert "googleapis" not in serve.policy(HOME)
    assert serve.policy(HOME).startswith("default-src 'none'")


@pytest.fixture
def address(pair) -> Iterator[str]:
    """A real server for a real pair."""
    pytest.importorskip("textual_serve")
    port = free_port()
    words = [sys.executable, "-P", "-m", "revdiff", "serve", *pair, "--port", str(port)]
    environment = os.environ | {"XDG_STATE_HOME": os.getcwd(), "XDG_CONFIG_HOME": os.getcwd()}
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    assert process.stdout is not None
    assert f"http://127.0.0.1:{port}" in process.stdout.readline()
    url = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            urllib.request.urlopen(url).close()
            break
        except urllib.error.URLError:
            time.sleep(0.1)
    yield url
    process.terminate()
    process.communicate(timeout=20)


def test_the_page_is_there(address) -> None:
    with urllib.request.urlopen(address) as answer:
        assert "old.txt - new.txt" in answer.read().decode()
        assert "font-src" in answer.headers["Content-Security-Policy"]


async def test_a_foreign_page_gets_no_socket(address) -> None:
    import aiohttp

    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(f"{address}/ws", headers={"Origin": "https://evil.test"})


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
async def test_a_key_in_the_browser_changes_the_screen(address) -> None:
    from tests.browser import browser

    async with browser(str(CHROMIUM)) as page:
        await page.open(address)
        await page.settled()
        await page.click(100, 60)
        before = await page.settled()
        await page.press("p")
        after = await page.settled()
    assert len(before) > 15_000
    assert after != before
