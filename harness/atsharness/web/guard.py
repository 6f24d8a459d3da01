"""Who may ask: the browser that opened the printed address, from our own page, by our own name.

The server listens on 127.0.0.1 alone; what is left are other users and programs of this machine, who lack
the cookie; other web pages in the same browser, whose requests are told by ``Origin`` and
``Sec-Fetch-Site``; and such pages whose name was made to point here (DNS rebinding), told by ``Host``.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
REPORT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
"""For a report, which brings a stricter one of its own with the hash of its style sheet."""
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # with no-referrer, browsers say Origin: null of our own forms
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
SAFE = ("GET", "HEAD")
TOKEN = "token"


class Guard:
    """Lets requests through to an application; refuses all others before anything of them is read."""

    def __init__(self, app: ASGIApp, port: int, used: Callable[[str], None] = lambda _: None) -> None:
        """Makes the secrets.

        Args:
            app: what is guarded.
            port: that the server listens on.
            used: called with the next address when one was opened: each opens once, since the command line
                of a browser can be read by all users of a machine.
        """
        self._app = app
        self._port = port
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._cookie = f"ats-{port}"  # browsers tell hosts apart by cookie, not ports
        self._secret = secrets.token_urlsafe(32)
        self._token = secrets.token_urlsafe(32)
        self._used = used

    @property
    def address(self) -> str:
        """Opens the page, once."""
        return f"http://127.0.0.1:{self._port}/?{TOKEN}={self._token}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self._answer(Request(scope))
        await (answer or self._app)(scope, receive, sealed)

    def _answer(self, request: Request) -> Response | None:
        """A refusal, or the cookie for the token; None for what may pass."""
        headers = request.headers
        if headers.getlist("host") != [headers.get("host")] or headers["host"] not in self._hosts:
            return PlainTextResponse("wrong host\n", 421)
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return PlainTextResponse("this page is not for other pages\n", 403)
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{headers['host']}":
            return PlainTextResponse("wrong origin\n", 403)
        if request.method not in SAFE and origin is None:
            return PlainTextResponse("no origin\n", 403)
        token = request.query_params.get(TOKEN)
        if request.method in SAFE and token is not None and _same(token, self._token):
            self._token = secrets.token_urlsafe(32)
            self._used(self.address)
            entered = RedirectResponse("/", 303)
            entered.set_cookie(self._cookie, self._secret, path="/", httponly=True, samesite="strict")
            return entered
        if not _same(request.cookies.get(self._cookie, ""), self._secret):
            return PlainTextResponse(
                "Open the address that 'ats serve' printed last: each one opens once.\n", 403
            )
        return None


def _same(one: str, other: str) -> bool:
    """Compares secrets in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())
