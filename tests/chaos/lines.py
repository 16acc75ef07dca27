"""Lines between senders and what they speak with, which can be cut: for a while nothing passes.

While a line is cut, bytes are held on both sides and whoever calls waits; then all that was open
ends with a reset, and new calls pass again. So it is when a cable, a firewall or a router goes.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Line:
    """One of them, to a port of this machine or to a socket in a folder."""

    def __init__(self, loop: asyncio.AbstractEventLoop, target: int | Path) -> None:
        self._loop, self._target = loop, target
        self._passes = asyncio.Event()
        self._passes.set()
        self._open: set[asyncio.StreamWriter] = set()
        self.port = 0

    def cut(self, seconds: float) -> None:
        """Let nothing pass for so long."""
        self._loop.call_soon_threadsafe(self._passes.clear)
        self._loop.call_soon_threadsafe(self._loop.call_later, seconds, self._heal)

    def end(self) -> None:
        """Drop all that is open, and stop."""
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.call_later(0.1, self._loop.stop)

    async def listen(self, at: Path | None) -> None:
        if at is not None:
            await asyncio.start_unix_server(self._called, at)
            at.chmod(0o777)
            return
        server = await asyncio.start_server(self._called, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]

    def _heal(self) -> None:
        for writer in list(self._open):
            writer.transport.abort()
        self._passes.set()

    async def _called(self, *near: asyncio.StreamReader | asyncio.StreamWriter) -> None:
        reader, writer = near
        assert isinstance(reader, asyncio.StreamReader)
        assert isinstance(writer, asyncio.StreamWriter)
        self._open.add(writer)
        try:
            await self._passes.wait()
            far_reader, far_writer = await self._reach()
            self._open.add(far_writer)
            await asyncio.gather(self._pass(reader, far_writer), self._pass(far_reader, writer))
            self._open.discard(far_writer)
        except (OSError, asyncio.CancelledError):
            # The other side is away, or all of it ends: whoever called finds the line dead.
            writer.transport.abort()
        finally:
            self._open.discard(writer)

    async def _reach(self) -> Ends:
        if isinstance(self._target, Path):
            return await asyncio.open_unix_connection(self._target)
        return await asyncio.open_connection("127.0.0.1", self._target)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while some := await reader.read(65536):
                await self._passes.wait()
                writer.write(some)
                await writer.drain()
        writer.close()


@contextmanager
def line(target: int | Path, *, at: Path | None = None) -> Iterator[Line]:
    """A line to ``target``: at a port of its own, or at a socket of that name."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    made = Line(loop, target)
    asyncio.run_coroutine_threadsafe(made.listen(at), loop).result(10)
    try:
        yield made
    finally:
        loop.call_soon_threadsafe(made.end)
        thread.join(10)
