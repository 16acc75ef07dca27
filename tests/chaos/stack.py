"""PostgreSQL, Redis, workers and beats of a trial, each of which can be ended at once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from contextlib import ExitStack, suppress
from pathlib import Path

import psutil

from config.launch import services
from config.launch.account import Account
from config.launch.own_keys import push_key
from config.launch.places import make_private
from config.launch.postgres_server import DATABASE, PostgresServer
from config.launch.redis_server import RedisServer
from tests.chaos.lines import line

ROOM = "65536"
BEAT = ("celery", "-A", "config", "beat", "--loglevel", "ERROR", "--pidfile=")


class Stack:
    """Durable services in a folder that is thrown away, and Celery on top."""

    def __init__(self, ending: ExitStack) -> None:
        self.home = services._throw_away_home(ending)
        sockets = make_private(self.home / "sockets", mode=services._passable())
        self._places = make_private(sockets / "postgres"), make_private(sockets / "redis")
        self.logs = make_private(self.home / "logs")
        self._start_postgres()
        ending.callback(lambda: self.postgres.stop())
        name, far = ".s.PGSQL.5432", make_private(sockets / "line", mode=0o755)
        self.to_postgres = ending.enter_context(line(self._places[0] / name, at=far / name))
        self._far = far
        self.redis = RedisServer.start(self._places[1])
        ending.callback(lambda: self.redis.stop())
        self._ending = ending
        self.workers: list = []
        self.beats: list = []

    def variables(self) -> dict[str, str]:
        """What Django reads."""
        return {
            "DATABASE_URL": f"postgresql://daybook_app@/{DATABASE}?host={self._far}",
            "DATABASE_OWNER_URL": self.postgres.url("daybook_owner"),
            "REDIS_URL": self.redis.url,
            "WEB_PUSH_KEY": push_key(),
        }

    def stop_postgres_at_once(self) -> None:
        """As ``pg_ctl stop -m immediate`` does, and start it again: it repairs itself."""
        self.postgres.process.send_signal(signal.SIGQUIT)
        self.postgres.process.wait(20)
        self._start_postgres()

    def fill_disk(self, seconds: float = 3.0) -> int:
        """No file of PostgreSQL can be written beyond its first bytes; then there is room again.

        A limit on the size of files stands in for the disk: writing fails in the same place, with
        an error, and needs no right to mount anything. Something is written, so that it does fail.
        Returns how often it did; where PostgreSQL gave up it is started again, as a supervisor
        would.
        """
        self._limit_files(ROOM)
        refused = sum(self._is_refused() for _ in range(3))
        time.sleep(seconds)
        if self.postgres.process.poll() is None:
            self._limit_files("unlimited")
        if not self._recovers():
            self._kill_postgres()
            self._start_postgres()
        return refused

    def _kill_postgres(self) -> None:
        with suppress(psutil.NoSuchProcess):
            server = psutil.Process(self.postgres.process.pid)
            for process in (*server.children(recursive=True), server):
                process.kill()
        self.postgres.process.wait(10)

    def _is_refused(self) -> bool:
        import psycopg

        big = "CREATE TABLE filling AS SELECT repeat(n::text, 9000) FROM generate_series(1, 900) n"
        try:
            with psycopg.connect(self.postgres.url("daybook_owner"), connect_timeout=2) as link:
                link.execute(big)
                link.rollback()
        except psycopg.Error as error:
            # Or it gave up altogether, having no room for its log either.
            return "File too large" in str(error) or "closed" in str(error)
        return False

    def _recovers(self, seconds: float = 15.0) -> bool:
        """Whether it takes connections again by itself."""
        import psycopg

        end = time.monotonic() + seconds
        while self.postgres.process.poll() is None and time.monotonic() < end:
            with suppress(psycopg.Error):
                psycopg.connect(self.postgres.url("daybook_owner"), connect_timeout=2).close()
                return True
            time.sleep(0.5)
        return False

    def _limit_files(self, size: str) -> None:
        """The soft limit, as PostgreSQL's own account: that may, and may take it back."""
        server = psutil.Process(self.postgres.process.pid)
        account = Account.for_data(self.home / "postgres")
        with suppress(psutil.NoSuchProcess):
            for process in (server, *server.children(recursive=True)):
                command = ["prlimit", f"--pid={process.pid}", f"--fsize={size}:"]
                # One that has ended meanwhile is nobody to be limited.
                subprocess.run(command, check=False, capture_output=True, **account.options())

    def kill_redis(self) -> None:
        """All that it held is gone."""
        self.redis.process.kill()
        self.redis.process.wait(10)
        self.redis = RedisServer.start(self._places[1])

    def flush_redis(self) -> None:
        import redis

        redis.Redis.from_url(self.redis.url).flushall()

    def run_celery(self, workers: int, beats: int) -> None:
        for number in range(workers):
            self.workers.append(self._worker(number))
        for number in range(beats):
            self.beats.append(self._beat(number))

    def kill_worker(self, chance: random.Random) -> None:
        """Any of them, with its child, and start another one."""
        from tests.processes import kill

        number = chance.randrange(len(self.workers))
        kill(self.workers[number])
        self.workers[number] = self._worker(number)

    def revive_beats(self) -> int:
        """Start beats that ended by themselves; return how many that were."""
        dead = [number for number, beat in enumerate(self.beats) if beat.poll() is not None]
        for number in dead:
            self.beats[number] = self._beat(number)
        return len(dead)

    def _worker(self, number: int):
        from tests.processes import worker

        return self._ending.enter_context(worker(self._log(f"worker-{number}")))

    def _beat(self, number: int):
        from tests.processes import running

        kept = ("-s", str(self.home / f"beat-{number}"))
        return self._ending.enter_context(running(*BEAT, *kept, log=self._log(f"beat-{number}")))

    def _log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def _start_postgres(self) -> None:
        log = self.logs / "postgres.log"
        self.postgres = PostgresServer.start(self.home, self._places[0], log, durable=True)


def use(variables: dict[str, str]) -> None:
    """For this process and all that it starts."""
    os.environ |= variables
