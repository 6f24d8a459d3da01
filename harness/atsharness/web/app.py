"""The routes of the local page."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from atsharness.web.client import CheckerClient
from atsharness.web.documents import Documents, Entry
from atsharness.web.guard import REPORT_POLICY
from atsharness.web.page import listing, message, script, style
from atsharness.web.uploads import Uploads

SWEEP_S = 60.0
"""Seconds between two looks whether anybody is there."""
MOST_AT_ONCE = 20
"""Files of one form."""


class LocalPage:
    """What the page can do, each a route."""

    def __init__(self, documents: Documents, checker: CheckerClient, uploads: Uploads) -> None:
        self._documents = documents
        self._checker = checker
        self._uploads = uploads

    async def home(self, _request: Request) -> Response:
        """The list of documents, and where to drop more."""
        self._documents.touch()
        return HTMLResponse(listing(list(self._documents), busy=self._documents.busy))

    async def upload(self, request: Request) -> Response:
        """Takes new documents."""
        self._documents.touch()
        for entry in await self._uploads.take(request, min(self._documents.room, MOST_AT_ONCE)):
            self._documents.add(entry)
            await self._checker.check(entry)
        return RedirectResponse("/", 303)

    async def again(self, request: Request) -> Response:
        """Takes a document as it is after an edit."""
        self._documents.touch()
        old = self._entry(request)
        (entry,) = await self._uploads.take(request, 1)
        self._documents.add(entry, instead=old.key)
        await self._checker.check(entry, before=old.key)
        return RedirectResponse("/", 303)

    async def report(self, request: Request) -> Response:
        """A document's report."""
        self._documents.touch()
        entry = self._entry(request)
        try:
            page = entry.report.read_text("utf-8")
        except OSError:
            raise HTTPException(404, "This file is not checked yet.") from None
        return HTMLResponse(page, headers={"Content-Security-Policy": REPORT_POLICY})

    async def remove(self, request: Request) -> Response:
        """Removes a document."""
        self._documents.touch()
        await self._forget(self._entry(request))
        return RedirectResponse("/", 303)

    async def clear(self, _request: Request) -> Response:
        """Removes all documents."""
        self._documents.touch()
        await self._forget(*self._documents)
        return RedirectResponse("/", 303)

    async def _forget(self, *entries: Entry) -> None:
        for entry in entries:
            self._documents.drop(entry)
            await self._checker.forget(entry)

    def _entry(self, request: Request) -> Entry:
        entry = self._documents.get(request.path_params["key"])
        if entry is None:
            raise HTTPException(404, "This file was removed.")
        return entry

    async def sweep(self) -> None:
        """Removes everything when nobody has been there for long. Never ends."""
        while True:
            await asyncio.sleep(SWEEP_S)
            if self._documents.idle:
                await self._forget(*self._documents)


def application(
    documents: Documents, checker: CheckerClient, *, ready: Callable[[], None] = lambda: None
) -> Starlette:
    """The page without its guard.

    Args:
        documents: what was dropped.
        checker: checks it; started and ended with the page.
        ready: called when it can be asked.
    """
    page = LocalPage(documents, checker, Uploads(documents))

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await checker.start()
        sweeping = asyncio.create_task(page.sweep())
        ready()
        try:
            yield
        finally:
            sweeping.cancel()
            await checker.close()

    return Starlette(
        lifespan=lifespan,
        exception_handlers={HTTPException: _refused, ClientDisconnect: _gone},
        routes=[
            Route("/", page.home),
            Route("/style.css", lambda _: Response(style(), media_type="text/css")),
            Route("/page.js", lambda _: Response(script(), media_type="text/javascript")),
            Route("/documents", page.upload, methods=["POST"]),
            Route("/clear", page.clear, methods=["POST"]),
            Route("/documents/{key:str}", page.report),
            Route("/documents/{key:str}/again", page.again, methods=["POST"]),
            Route("/documents/{key:str}/remove", page.remove, methods=["POST"]),
        ],
    )


def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return HTMLResponse(message(error.detail), error.status_code, headers=error.headers)


def _gone(_request: Request, _error: Exception) -> Response:
    return Response(status_code=400)  # nobody reads it
