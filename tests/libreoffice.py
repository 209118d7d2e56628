"""Accepts or rejects all tracked changes of Word documents in LibreOffice; run by a Python that has `uno`.

Takes two folders: every ``NAME.docx`` in the first gets a ``NAME.accepted.txt`` and a ``NAME.rejected.txt``, one
paragraph a line, as LibreOffice has them in memory. The second is for LibreOffice's own settings.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue


def connected(profile: Path) -> tuple[subprocess.Popen[bytes], Any]:
    """A new LibreOffice and its context."""
    pipe = f"revdiff-{profile.name}-{time.time_ns()}"
    office = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            "--nologo",
            f"-env:UserInstallation={profile.as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # not there yet; uno has classes of its own for that
            if office.poll() is not None:
                raise
            time.sleep(0.1)
        else:
            return office, context
    office.kill()
    raise SystemExit("LibreOffice does not answer")


def settled(context: Any, path: Path, command: str) -> str:
    """The text of a document after a command on all of its changes."""
    desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    hidden = PropertyValue("Hidden", 0, True, 0)
    document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (hidden,))
    try:
        helper = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        helper.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
        paragraphs = document.Text.createEnumeration()
        found = []
        while paragraphs.hasMoreElements():
            found.append(paragraphs.nextElement().String)
        return "\n".join(found)
    finally:
        document.close(True)


def main(folder: Path, profile: Path) -> None:
    office, context = connected(profile)
    try:
        for path in sorted(folder.glob("*.docx")):
            for name, command in (("accepted", "AcceptAllTrackedChanges"), ("rejected", "RejectAllTrackedChanges")):
                text = settled(context, path, f".uno:{command}")
                path.with_suffix(f".{name}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    finally:
        office.terminate()
        office.wait(30)


if __name__ == "__main__":
    main(*(Path(word).resolve() for word in sys.argv[1:3]))
