"""The program never goes on a network: no socket is made in a day's work, and no module of ours could make one."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desktop import offline_run

ROOT = Path(__file__).resolve().parents[2]
NETWORK = {"socket", "ssl", "http", "urllib.request", "asyncio", "ftplib", "smtplib", "xmlrpc", "PySide6.QtNetwork"}


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], cwd=ROOT, check=False, capture_output=True, text=True)


def imported(source: str) -> set[str]:
    """Every module that a source names in its imports, with all that is above it."""
    named: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {".".join(name.split(".")[: at + 1]) for name in named for at in range(name.count(".") + 1)}


@pytest.mark.parametrize("face", ["command_line", "window"])
def test_a_days_work_opens_no_socket(face: str, tmp_path: Path) -> None:
    done = run("-m", "tests.desktop.offline_run", face, str(tmp_path))
    assert (done.returncode, done.stderr.count("socket.")) == (0, 0), done.stderr


@pytest.mark.parametrize("code", ["socket.socket()", "socket.getaddrinfo('localhost', 80)"])
def test_a_socket_would_be_noticed(code: str) -> None:
    hook = "import sys, socket; from tests.desktop.offline_run import refuse; sys.addaudithook(refuse);"
    assert run("-c", hook + code).returncode == offline_run.ENDED


@pytest.mark.parametrize("package", ["db", "desktop"])
def test_no_module_names_the_network(package: str) -> None:
    found = {
        (path.name, name)
        for path in (ROOT / package).rglob("*.py")
        for name in imported(path.read_text("utf-8")) & NETWORK
    }
    assert found == set()


@pytest.mark.parametrize(
    "source", ["import http.client", "from urllib import request", "from PySide6 import QtNetwork"]
)
def test_an_import_of_the_network_would_be_noticed(source: str) -> None:
    assert imported(source) & NETWORK
