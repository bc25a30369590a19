"""Runs Superset on this machine with the bundle of a published file: `make superset`."""

import contextlib
import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from handleplan.bi import bundle
from handleplan.database import opened
from handleplan.errors import EnvironmentFaultError
from handleplan.paths import ROOT

PYTHON = ROOT / ".venv-superset" / "bin" / "python"
LONGEST_START = 180.0  # seconds; on two idle cores it takes ten
THIS_MACHINE = "127.0.0.1"


def _environment(home: Path) -> dict[str, str]:
    """Of the surroundings only what finds programs and a place for temporary files: Superset reads many settings."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "PATH", "TMPDIR") if name in os.environ}
    own = {"SUPERSET_CONFIG_PATH": str(Path(__file__).with_name("superset_config.py")), "SUPERSET_HOME": str(home)}
    return kept | own | {"FLASK_APP": "superset", "PYTHONWARNINGS": "ignore"}


def _write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")


def _prepare(home: Path, packed: bytes, password: str) -> None:
    """Runs what only Superset's environment can. Raises EnvironmentFaultError with its last lines."""
    file = home / "superset.zip"
    file.write_bytes(packed)
    script = Path(__file__).with_name("prepare.py")
    done = subprocess.run(
        [PYTHON, "-I", script, file],
        cwd=home,
        env=_environment(home),
        input=password,
        capture_output=True,
        text=True,
        check=False,
    )
    (home / "prepare.log").write_text(done.stdout + done.stderr, encoding="utf-8")
    if done.returncode != 0:
        last = "\n".join(done.stderr.strip().splitlines()[-3:])
        raise EnvironmentFaultError(f"Superset could not be prepared, see {home / 'prepare.log'}:\n{last}")
    _write_private(home / "loaded", hashlib.sha256(packed).hexdigest())


def prepare(home: Path, database: Path) -> None:
    """Makes the server's own database once, and loads the bundle whenever it has changed."""
    with opened(database) as published:
        packed = bundle.packed(published, database)
    loaded = home / "loaded"
    if not loaded.exists():
        # What a start that was interrupted left is of no use: nobody knows its password.
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True, mode=0o700)
        _write_private(home / "secret", secrets.token_urlsafe(42))
        password = secrets.token_urlsafe(12)
        print("superset: making its own database and loading the dashboards (once, about a minute)", flush=True)
        _prepare(home, packed, password)
        print(f"superset: user admin, password {password} (shown this once)", flush=True)
    elif loaded.read_text(encoding="utf-8") != hashlib.sha256(packed).hexdigest():
        print("superset: loading the dashboards, which have changed", flush=True)
        _prepare(home, packed, "")


def _is_up(address: str) -> bool:
    with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/health", timeout=2) as answer:
        return answer.status == 200
    return False


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        if probe.connect_ex((THIS_MACHINE, port)) == 0:
            raise EnvironmentFaultError(f"port {port} is taken: make superset PORT={port + 1}")


def _stopped(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def serve(home: Path, port: int) -> int:
    """Runs the server until it is stopped; returns its exit status."""
    command = [str(PYTHON), "-I", "-m", "gunicorn", "--worker-class", "gthread", "--threads", "8", "--timeout", "120"]
    command += ["--graceful-timeout", "2"]
    with (home / "server.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [*command, "--bind", f"{THIS_MACHINE}:{port}", "superset.app:create_app()"],
            cwd=home,
            env=_environment(home),
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _stopped)
        try:
            address, begun = f"http://{THIS_MACHINE}:{port}", time.monotonic()
            while not _is_up(address):
                if server.poll() is not None or time.monotonic() - begun > LONGEST_START:
                    raise EnvironmentFaultError(f"Superset does not start, see {home / 'server.log'}")
                time.sleep(0.2)
            print(f"superset: {address}/dashboard/list/ (Ctrl-C stops it)", flush=True)
            return server.wait()
        except KeyboardInterrupt:
            print("superset: stopped", flush=True)
            return 0
        finally:
            server.terminate()
            server.wait()


def run(home: Path, database: Path, port: int) -> int:
    """Prepares and serves; returns the exit status."""
    if not PYTHON.exists():
        raise EnvironmentFaultError(f"{PYTHON.relative_to(ROOT)} is not there: make superset")
    _refuse_taken(port)
    prepare(home, database)
    print(f"superset: its data is in {home}; remove that folder and .venv-superset to be rid of it", file=sys.stderr)
    return serve(home, port)
