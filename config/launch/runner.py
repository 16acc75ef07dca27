"""`make run`: the services, the web server, a worker and beat, from one command to Ctrl-C."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from config.launch import services
from config.launch.children import Child, remember, stop_remembered
from config.launch.errors import LaunchError
from config.launch.own_keys import audit_key_file, identity_key_file, push_key_file, secret_key_file
from config.launch.places import ROOT, make_private, state_folder
from config.launch.ports import Address

_READY_WITHIN_S = 90.0


def main() -> int:
    """Run until Ctrl-C; returns 0 then, and 1 if something was in the way or fell over."""
    stopping = threading.Event()

    def note(sign: int, _frame: FrameType | None) -> None:
        if sign == signal.SIGHUP:
            _let_go_of_terminal()
        stopping.set()

    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, note)
    try:
        with ExitStack() as ending:
            _run(stopping, ending)
            print("\nStopping.", flush=True)
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 1
    print("Stopped.", flush=True)
    return 0


def _let_go_of_terminal() -> None:
    """Print into nothing: the terminal was closed, and writing to it would be an error now."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nothing, stream)


def _run(stopping: threading.Event, ending: ExitStack) -> None:
    """Start everything and return when it is time to stop; `ending` stops it in turn."""
    begin = time.monotonic()
    state = state_folder()
    address = Address.from_environment()
    lock = services.own(state)
    ending.callback(lock.release)
    stop_remembered(state / "children.json")
    address.check_free()
    logs = make_private(state / "logs")

    print("Starting PostgreSQL and Redis.", flush=True)
    running = services.start(state, durable=True, lock=lock)
    ending.callback(running.stop)
    environment = _environment(state, address, running)
    links = _prepare(environment, state, logs, stopping)
    if stopping.is_set():
        return

    print("Starting the web server, a worker and beat.", flush=True)
    memory = state / "children.json"
    ending.callback(memory.unlink, missing_ok=True)
    children = _start_children(environment, address, logs, ending)
    remember(children, memory)
    # Asked at once, waited for in turn; the services, which they still need, come after them.
    for child in children:
        ending.callback(child.ask_to_stop)
    if _wait_until_ready(address, children, stopping):
        took = time.monotonic() - begin
        print(f"{links}\nReady in {took:.0f} s: {address.url}   (Ctrl-C stops it)\n", flush=True)
        had_terminal = os.isatty(0)
        while not stopping.wait(0.3):
            _check_alive(children)
            # The kernel tells only the first process of a session, which may be `make`.
            if had_terminal and not os.isatty(0):
                _let_go_of_terminal()
                return


def _environment(
    state: Path, address: Address, running: services.RunningServices
) -> dict[str, str]:
    """Return the variables of every child, and write them down for `manage.py` beside a run."""
    own = {
        "DAYBOOK_STATE": str(state),
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings.dev"),
        "SITE_URL": os.environ.get("SITE_URL", address.url),
        **running.environment(),
    }
    if "SECRET_KEY" not in os.environ:
        own["SECRET_KEY_FILE"] = os.environ.get("SECRET_KEY_FILE") or str(secret_key_file(state))
    if "AUDIT_KEY" not in os.environ:
        own["AUDIT_KEY_FILE"] = os.environ.get("AUDIT_KEY_FILE") or str(audit_key_file(state))
    if "IDP_OIDC_PRIVATE_KEY" not in os.environ:
        given = os.environ.get("IDP_OIDC_PRIVATE_KEY_FILE")
        own["IDP_OIDC_PRIVATE_KEY_FILE"] = given or str(identity_key_file(state))
    if "WEB_PUSH_KEY" not in os.environ:
        own["WEB_PUSH_KEY_FILE"] = os.environ.get("WEB_PUSH_KEY_FILE") or str(push_key_file(state))
    if "ERASURE_LEDGER_FILE" not in os.environ:
        own["ERASURE_LEDGER_FILE"] = str(state / "erasures")
    listing = state / "environment"
    listing.touch(mode=0o600)
    listing.write_text("".join(f"{name}={shlex.quote(value)}\n" for name, value in own.items()))
    inherited = {
        # Without compiled files each start of Python takes three times as long.
        name: value
        for name, value in os.environ.items()
        if name != "PYTHONDONTWRITEBYTECODE"
    }
    return inherited | own | {"PYTHONUNBUFFERED": "1"}


def _prepare(
    environment: dict[str, str], state: Path, logs: Path, stopping: threading.Event
) -> str:
    """Bring the database up to date; returns the sign-in links, which no log may hold."""
    print("Preparing the database.", flush=True)
    log = logs / "prepare.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "config.launch.prepare", str(state / "demo-made")],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=out,
            text=True,
            start_new_session=True,
        )
    while True:
        try:
            links, _ = process.communicate(timeout=0.1)
        except subprocess.TimeoutExpired:
            if stopping.is_set():
                process.terminate()
            continue
        break
    if process.returncode and not stopping.is_set():
        last = (log.read_text().strip().splitlines() or ["no message"])[-1]
        raise LaunchError(f"Preparing the database failed: {last[:300]} (log: {_short(log)})")
    return links


def _start_children(
    environment: dict[str, str], address: Address, logs: Path, ending: ExitStack
) -> list[Child]:
    celery = [sys.executable, "-m", "celery", "--quiet", "--app=config"]
    commands = {
        "worker": [
            *celery,
            *("worker", "--concurrency=2", "--loglevel=WARNING"),
            *("--without-gossip", "--without-mingle"),
        ],
        # In memory: a schedule file that a crash cut short would stop beat without a word.
        "beat": [*celery, *("beat", "--scheduler=celery.beat:Scheduler", "--loglevel=WARNING")],
        "web": [
            *(sys.executable, "-m", "granian", "config.wsgi:application", "--interface=wsgi"),
            *(f"--host={address.host}", f"--port={address.port}", "--no-ws"),
            *("--workers=2", "--blocking-threads=4", "--blocking-threads-idle-timeout=600"),
            *("--respawn-failed-workers", "--workers-kill-timeout=5", "--log-level=warning"),
        ],
    }
    children = []
    for name, command in commands.items():
        child = Child(name, command, environment=environment, logs=logs)
        ending.callback(child.stop, patience_s=15)
        children.append(child)
    return children


def _wait_until_ready(address: Address, children: list[Child], stopping: threading.Event) -> bool:
    """Wait for the health check; False if it is time to stop first."""
    end = time.monotonic() + _READY_WITHIN_S
    answer = "no answer"
    while time.monotonic() < end:
        _check_alive(children)
        answer = _readiness(address)
        if not answer:
            return True
        if stopping.wait(0.2):
            return False
    raise LaunchError(f"Not ready after {_READY_WITHIN_S:.0f} s: {answer}")


def _readiness(address: Address) -> str:
    """Empty when ready, else what the server says is missing."""
    host = "127.0.0.1" if address.host == "0.0.0.0" else address.host  # noqa: S104  compared only
    try:
        with urllib.request.urlopen(f"http://{host}:{address.port}/health/ready", timeout=5) as got:
            answer = got.read(2000).decode()
    except urllib.error.HTTPError as error:
        return error.read(2000).decode(errors="replace")
    except OSError as error:
        return str(error)
    # On a new database there is no mark of a worker yet: its first job, which is queued, makes one.
    return answer if '"starting"' in answer else ""


def _check_alive(children: list[Child]) -> None:
    for child in children:
        if child.exit_code is not None:
            raise LaunchError(
                f"{child.name} stopped by itself (exit {child.exit_code}). "
                f"Its log is {_short(child.log)}."
            )


def _short(path: Path) -> Path:
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path


if __name__ == "__main__":
    sys.exit(main())
