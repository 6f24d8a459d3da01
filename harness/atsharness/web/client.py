"""The server's end of the checker."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import sys

import msgspec

from atsharness.settings import Settings
from atsharness.web.documents import Documents, Entry
from atsharness.web.messages import Broken, Check, Done, Forget, News, Setup, line

GRACE_S = 5.0
"""For the checker to end its workers; it is killed after that, and they die with it."""


class CheckerClient:
    """Starts the checker, gives it orders and passes on what it tells. For one event loop."""

    def __init__(self, documents: Documents, settings: Settings) -> None:
        """Nothing starts yet.

        Args:
            documents: hear of their checks.
            settings: of all checks.
        """
        self._documents = documents
        self._settings = settings
        self._process: asyncio.subprocess.Process | None = None
        self._listening: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Starts the checker, with an environment in which its files lie in the private folder."""
        folder = self._documents.folder
        temporary = folder / "checker"
        temporary.mkdir(mode=0o700, exist_ok=True)
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "atsharness.web.checker", str(folder)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env={**os.environ, "TMPDIR": str(temporary)},
            start_new_session=True,
        )
        self._listening = asyncio.create_task(self._listen(self._process))
        await self._send(Setup(settings=self._settings))

    async def check(self, entry: Entry, before: str | None = None) -> None:
        """Has a document checked; by a new checker, where the last one has died."""
        if self._process is None or self._process.returncode is not None:
            await self.start()
        await self._send(Check(key=entry.key, name=entry.name, before=before))

    async def forget(self, entry: Entry) -> None:
        """Has what is known of a document forgotten."""
        await self._send(Forget(key=entry.key))

    async def _send(self, order: msgspec.Struct) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        with contextlib.suppress(ConnectionError):  # `_listen` notices the end
            self._process.stdin.write(line(order))
            await self._process.stdin.drain()

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        """Passes news on; a checker that dies leaves its documents broken."""
        assert process.stdout is not None
        decode = msgspec.json.Decoder(News).decode
        async for said in process.stdout:
            news = decode(said)
            entry = self._documents.get(news.key)
            if entry is not None:
                entry.hear(news)
            elif isinstance(news, Done):  # cleared while its report was being written
                shutil.rmtree(self._documents.folder / news.key, ignore_errors=True)
        await process.wait()
        for entry in self._documents:
            if entry.busy:
                entry.hear(Broken(key=entry.key, reason="The check ended unexpectedly: drop the file again."))

    async def close(self) -> None:
        """Ends the checker and all that it has started."""
        process = self._process
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
            try:
                async with asyncio.timeout(GRACE_S):
                    await process.wait()
            except TimeoutError:
                process.kill()
        if self._listening is not None:
            await self._listening
