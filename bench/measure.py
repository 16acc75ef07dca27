"""CPU per request of the real server and of a raw one, in alternating rounds: ``python -m bench``.

CPU time of the server's processes and of PostgreSQL together, because other programs may share the
machine; ratios are taken within a round. See bench/README.md.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from uuid import uuid4

import psutil
import psycopg

from bench.raw import TABLE
from bench.requests import Server, operation, push, read
from config.launch import services

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 5
TIMES = {"create": 60, "newest 50": 60, "pull 500": 30, "push 500": 6}


def main() -> None:
    """Start both servers on one throw-away cluster, fill them alike, and print the table."""
    with ExitStack() as ending:
        running = ending.enter_context(services.start(None, durable=False))
        os.environ |= running.environment()
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.dev"
        os.environ["SECRET_KEY"] = uuid4().hex * 2
        os.environ["RATE_LIMIT_FACTOR"] = "1000000"
        ours, raw = _fill(running.database_owner_url)
        for server, app in ((ours, "config.wsgi:application"), (raw, "bench.raw:application")):
            ending.enter_context(_granian(app, server.port))
        postgres = _postgres()
        rows: dict[str, list[tuple[float, float]]] = {name: [] for name in TIMES}
        for _ in range(ROUNDS):
            for name, times in TIMES.items():
                pair = [_cpu(server, name, times, postgres) for server in (ours, raw)]
                rows[name].append((pair[0], pair[1]))
        _show(rows)


def _fill(owner_url: str) -> tuple[Server, Server]:
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from journal.accounts.models import User
    from journal.accounts.services import open_journal

    call_command("migrate", verbosity=0)
    ana = User.objects.create_user(email="ana@example.org")
    journal, _ = open_journal(owner=ana, time_zone="Europe/Vienna")
    client = Client(headers={"host": "localhost"})
    client.force_login(ana, backend="allauth.account.auth_backends.AuthenticationBackend")
    token = client.get("/api/v1/me").json()["csrf_token"]
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    base = f"/api/v1/journals/{journal.id}"
    ours = Server(
        "daybook",
        _free_port(),
        {"Cookie": cookies, "X-CSRFToken": token, "Host": "localhost"},
        str(ana.id),
        {"push": f"{base}/ops", "newest 50": f"{base}/timeline", "pull 500": f"{base}/changes"},
    )
    raw = Server(
        "raw", _free_port(), {"Authorization": "t"}, str(ana.id),
        {"push": "/push", "newest 50": "/newest", "pull 500": "/changes"},
    )  # fmt: skip
    with psycopg.connect(owner_url, autocommit=True) as db:
        db.execute(TABLE)
        db.execute("INSERT INTO bench_token VALUES ('t', %s)", [journal.id])
    return ours, raw


@contextmanager
def _granian(app: str, port: int) -> Iterator[None]:
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2"),
        *("--blocking-threads", "4", "--host", "127.0.0.1", "--port", str(port)),
        *("--log-level", "error", app),
    ]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        _wait(port)
        yield
    finally:
        process.terminate()
        process.wait(15)


def _cpu(server: Server, name: str, times: int, postgres: psutil.Process) -> float:
    """CPU milliseconds of one request, server and database together."""
    requests: list[Callable[[], object]]
    if name in ("create", "push 500"):
        requests = [push(server, 500 if name == "push 500" else 1) for _ in range(times)]
    else:
        server.ask("POST", server.paths["push"], _some(server))
        requests = [read(server, name)] * times
    requests[0]()
    _analyse()
    before = _spent(server.port, postgres)
    for request in requests[1:]:
        request()
    return (_spent(server.port, postgres) - before) * 1000 / (len(requests) - 1)


def _analyse() -> None:
    """What autovacuum does by itself within a minute of a change this size."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as db:
        db.execute("ANALYZE")


def _some(server: Server) -> bytes:
    import orjson

    return orjson.dumps({"ops": [operation(server, days_ago=day) for day in range(100)]})


def _spent(port: int, postgres: psutil.Process) -> float:
    web = next(
        connection.pid
        for connection in psutil.net_connections("tcp")
        if connection.laddr and connection.laddr.port == port and connection.status == "LISTEN"
    )
    parent = psutil.Process(web)
    top = (
        parent.parent()
        if parent.parent() and "granian" in " ".join(parent.parent().cmdline())
        else parent
    )
    trees = [top, *top.children(recursive=True), postgres, *postgres.children(recursive=True)]
    total = 0.0
    for process in trees:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system + times.children_user + times.children_system
    return total


def _postgres() -> psutil.Process:
    mine = psutil.Process().children(recursive=True)
    return next(process for process in mine if process.name() == "postgres")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.1)
        else:
            time.sleep(1)
            return
    raise SystemExit("the server did not start")


def _show(rows: dict[str, list[tuple[float, float]]]) -> None:
    print("| request | daybook, CPU ms | raw, CPU ms | raw / daybook |")
    print("|---|---|---|---|")
    for name, pairs in rows.items():
        ours = statistics.median(pair[0] for pair in pairs)
        raw = statistics.median(pair[1] for pair in pairs)
        ratio = statistics.median(pair[1] / pair[0] for pair in pairs)
        print(f"| {name} | {ours:.2f} | {raw:.2f} | {ratio:.0%} |")


if __name__ == "__main__":
    main()
