"""Files out of a form, counted while they come in. A file's name never becomes a path."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from atsharness.web.documents import Documents, Entry

MOST_BYTES = 20_000_000
"""Of one form. Résumés have some hundred kilobytes."""
MOST_DISCARDED = 10 * MOST_BYTES
"""So much of a form that is too long is read and thrown away: a browser that is cut off shows no answer."""
MOST_UPLOADS = 8
"""Forms that come in at a time."""
MOST_SECONDS = 60.0
"""In which a form must have come in."""
MOST_NAME = 200
"""Letters of a file's name that are kept."""
CHUNK = 2**18
FIELD = "files"


class Uploads:
    """The forms that are coming in."""

    def __init__(self, documents: Documents, seconds: float = MOST_SECONDS) -> None:
        """Starts with none.

        Args:
            documents: take what comes in.
            seconds: in which a form must have come in.
        """
        self._documents = documents
        self._seconds = seconds
        self._running = 0

    async def take(self, request: Request, most: int) -> list[Entry]:
        """Reads a form's files into entries that are not listed yet.

        Args:
            request: a ``multipart/form-data`` form.
            most: files that are taken.

        Raises:
            HTTPException: 413, 429, 408 or 400, with what to do; nothing is left of the form then.
            ClientDisconnect: the browser is gone; nothing is left.
        """
        body = _Counted(request)
        if self._running >= MOST_UPLOADS:
            await body.discard()
            raise HTTPException(429, f"{MOST_UPLOADS} uploads are under way: try again in a moment.")
        if most <= 0:
            await body.discard()
            raise HTTPException(429, "The list is full: clear some files first.")
        self._running += 1
        try:
            async with asyncio.timeout(self._seconds):
                return await self._read(request, body, most)
        except TimeoutError:
            raise HTTPException(408, "The upload took too long: try again.") from None
        finally:
            self._running -= 1

    async def _read(self, request: Request, body: _Counted, most: int) -> list[Entry]:
        if not request.headers.get("content-type", "").startswith("multipart/form-data"):
            raise HTTPException(400, "That was no form with files.")
        parser = MultiPartParser(request.headers, body.chunks(), max_files=most, max_fields=0)
        try:
            form = await parser.parse()
        except MultiPartException as error:
            await body.discard()
            raise HTTPException(400, f"{error.message.rstrip('.')}.") from None
        except _TooLongError:
            await body.discard()
            raise HTTPException(
                413, f"More than {MOST_BYTES // 10**6} MB at once: try fewer files."
            ) from None
        entries: list[Entry] = []
        try:
            for upload in form.getlist(FIELD):
                if isinstance(upload, UploadFile) and upload.filename:
                    entries.append(self._documents.new(upload.filename[:MOST_NAME]))
                    with entries[-1].file.open("xb") as stream:
                        while chunk := await upload.read(CHUNK):
                            stream.write(chunk)
        except BaseException:
            for entry in entries:
                self._documents.drop(entry)
            raise
        finally:
            await form.close()
        if not entries:
            raise HTTPException(400, "No file was chosen.")
        return entries


class _TooLongError(Exception):
    """A body is longer than it may be."""


class _Counted:
    """A request's body and how much of it has come in."""

    def __init__(self, request: Request) -> None:
        self._parts = request.stream()
        self._size = 0

    async def chunks(self) -> AsyncGenerator[bytes, None]:
        """The body.

        Raises:
            _TooLongError: as soon as it is longer than it may be.
        """
        async for chunk in self._parts:
            self._size += len(chunk)
            if self._size > MOST_BYTES:
                raise _TooLongError
            yield chunk

    async def discard(self) -> None:
        """Reads on, within limits, so that the browser listens to the answer."""
        async with asyncio.timeout(MOST_SECONDS):
            async for chunk in self._parts:
                self._size += len(chunk)
                if self._size > MOST_DISCARDED:
                    return
