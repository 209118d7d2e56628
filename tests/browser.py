"""Chromium without a window, driven over the DevTools protocol: open a page, press keys, take a picture.

Needs aiohttp, which the extra ``web`` brings.
"""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")
needs_aiohttp = pytest.mark.skipif(find_spec("aiohttp") is None, reason="the extra web is not installed")


async def settle() -> None:
    """Time for a page to be drawn."""
    await asyncio.sleep(0.5)


class Page:
    """One page of the browser."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self.events: list[dict[str, Any]] = []
        """What the browser told unasked, in order: requests, errors, what was logged, if those domains are enabled."""

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        number = next(self._numbers)
        await self._socket.send_str(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads((await self._socket.receive(timeout=30)).data)
            if answer.get("id") == number:
                return answer.get("result", {})
            if "method" in answer:
                self.events.append(answer)

    async def open(self, url: str) -> None:
        await self.call("Page.navigate", url=url)

    async def press(self, key: str) -> None:
        code = ord(key.upper())
        await self.call(
            "Input.dispatchKeyEvent",
            type="keyDown",
            key=key,
            text=key,
            windowsVirtualKeyCode=code,
            code=f"Key{key.upper()}",
        )
        await self.call("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    async def click(self, x: int, y: int) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            await self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def evaluate(self, script: str) -> Any:
        return (await self.call("Runtime.evaluate", expression=script)).get("result", {}).get("value")

    async def picture(self) -> bytes:
        return base64.b64decode((await self.call("Page.captureScreenshot", format="png"))["data"])

    async def settled(self, seconds: float = 30) -> bytes:
        """The picture once two in a row, half a second apart, are the same and the page shows its terminal."""
        before = b""
        for _ in range(int(seconds * 2)):
            await asyncio.sleep(0.5)
            started = await self.evaluate("document.body !== null && document.body.classList.contains('-first-byte')")
            now = await self.picture()
            if started and now == before:
                return now
            before = now
        return before


@asynccontextmanager
async def browser(program: str, width: int = 1280, height: int = 800) -> AsyncIterator[Page]:
    import aiohttp

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--no-first-run"]
        words = [program, *options, f"--user-data-dir={folder}", f"--window-size={width},{height}", "about:blank"]
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            told = Path(folder, "DevToolsActivePort")
            for _ in range(300):
                if told.exists() and told.read_text().count("\n"):
                    break
                await asyncio.sleep(0.1)
            port = told.read_text().split()[0]
            async with aiohttp.ClientSession() as session:
                async with session.get(f"http://127.0.0.1:{port}/json") as answer:
                    pages = [page for page in await answer.json() if page["type"] == "page"]
                async with session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    page = Page(socket)
                    await page.call("Page.enable")
                    await page.call("Emulation.setFocusEmulationEnabled", enabled=True)
                    yield page
        finally:
            process.terminate()
            process.wait(timeout=20)
