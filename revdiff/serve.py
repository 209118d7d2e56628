"""``revdiff serve``: the terminal UI in a browser, which no other page that is open there may read.

textual-serve (the extra ``web``) runs one revdiff a visitor and carries its screen over a WebSocket. It asks no visitor
where he comes from, and browsers let any page open a WebSocket to 127.0.0.1; so origin and host are checked here. Its
page asks a stranger's server for a font; a policy forbids that, since revdiff works offline.
"""

from __future__ import annotations

import ipaddress
import shlex
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from revdiff.errors import RevdiffError


def command(arguments: Sequence[str]) -> str:
    """The shell's spelling of this program with arguments.

    ``-P`` keeps the folder of the documents out of the path for modules.
    """
    words = [sys.executable, "-P", "-m", "revdiff", *arguments]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def url(host: str, port: int) -> str:
    """What to type in a browser."""
    name = {"0.0.0.0": socket.gethostname(), "::": socket.gethostname()}.get(host, host)
    return f"http://{f'[{name}]' if ':' in name else name}{'' if port == 80 else f':{port}'}"


def admitted(headers: Mapping[str, str], public: str, host: str) -> bool:
    """Whether a WebSocket was opened by a page of ours.

    Its origin has to be the public URL, or the address that was asked for itself. That address has to be one of this
    machine where only this machine is served, and else a number or this machine's own name: a foreign name may be made
    to point here (DNS rebinding).
    """
    origin, asked = urlsplit(headers.get("Origin", "")), urlsplit(f"//{headers.get('Host', '')}")
    if not origin.netloc:
        return False
    home = urlsplit(public)
    if (origin.scheme, origin.netloc) == (home.scheme, home.netloc):
        return True
    name = asked.hostname or ""
    ours = is_loopback(name) if is_loopback(host) else _is_number(name) or name == socket.gethostname().lower()
    return ours and origin.netloc == asked.netloc


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def policy(public: str) -> str:
    """What the page may load: only what comes from here; and no other page may frame it."""
    home = "{0.scheme}://{0.netloc}".format(urlsplit(public))
    own = f"'self' {home} 'unsafe-inline'"
    socket_ = home.replace("http", "ws", 1)
    return (
        f"default-src 'none'; script-src {own}; style-src {own}; img-src {own} data:; font-src {own} data:;"
        f" connect-src 'self' {home} {socket_}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )


def check_free(host: str, port: int) -> None:
    """Raise `RevdiffError` where the address cannot be listened on."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if sys.platform != "win32":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise RevdiffError(
            f"cannot serve on {host}, port {port}: {why.lower()}; choose another --port or --host"
        ) from None


def serve(arguments: Sequence[str], title: str, host: str, port: int, public_url: str | None) -> None:
    """Serve the viewer of `revdiff ARGUMENTS` until it is interrupted.

    Raises `RevdiffError` where the extra is absent or the address is taken.
    """
    try:
        from textual_serve.server import Server
    except ImportError as error:
        raise RevdiffError(
            f"serve needs the extra web, of which {error.name or 'a part'} is not installed: pip install 'revdiff[web]'"
        ) from None
    public = (public_url or url(host, port)).rstrip("/")
    if urlsplit(public).scheme not in ("http", "https") or not urlsplit(public).netloc:
        raise RevdiffError(f"--public-url {public}: this is no address; write it as https://example.org/revdiff")
    check_free(host, port)
    if not is_loopback(host):
        sys.stderr.write(
            f"revdiff: warning: anyone who reaches {host}, port {port}, can read these documents, mark their changes"
            " and write exports with your rights; there is no password\n"
        )

    class Door(Server):  # type: ignore[misc, unused-ignore]
        """A server that says one line and lets in only its own page."""

        async def on_startup(self, app: Any) -> None:
            sys.stdout.write(f"Serving {title} on {public} (Ctrl+C ends)\n")
            sys.stdout.flush()

        async def _make_app(self) -> Any:
            app = await super()._make_app()
            app.on_response_prepare.append(self._keep_at_home)
            return app

        async def _keep_at_home(self, request: Any, response: Any) -> None:
            response.headers["Content-Security-Policy"] = policy(public)
            response.headers["Referrer-Policy"] = "no-referrer"

        async def handle_websocket(self, request: Any) -> Any:
            if not admitted(request.headers, public, host):
                from aiohttp.web import HTTPForbidden

                raise HTTPForbidden(text="This page is not the one that revdiff serves.")
            return await super().handle_websocket(request)

    Door(command(arguments), host=host, port=port, title=title, public_url=public).serve()
