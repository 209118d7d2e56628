"""What all our pages share: colours in light and dark, and the policy by which a page loads nothing."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pkgutil import get_data


def file(package: str, name: str) -> str:
    """A text file of a package."""
    return (get_data(package, name) or b"").decode("utf-8").replace("\r\n", "\n")


def policy(style: str, script: str | None = None) -> str:
    """The policy of a page that has this style and this script and may have nothing else."""
    allowed = "" if script is None else f"script-src '{_hash(script)}'; "
    return f"default-src 'none'; style-src '{_hash(style)}'; {allowed}base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"


THEME = file("revdiff.exporters.html", "theme.css")
"""Style: the colours by name, and the ground they stand on."""
