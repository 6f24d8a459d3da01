"""Sets up `.venv` from the committed lock, with nothing but a Python: no pip, ensurepip, git or root needed.

    python3 .ci/bootstrap.py run                  run-time packages and this project, editable
    python3 .ci/bootstrap.py dev                  the same plus what tests, lint and corpus building need
    python3 .ci/bootstrap.py wheel FOLDER WHEEL   another environment: run-time packages and a built wheel

A stamp inside the environment says what was set up there; while it matches, a call only compares hashes. It
is deleted before anything changes and written last, so an interrupted setup starts afresh at the next call.
Standard library only; Python 3.6 can read the syntax, so that an old one gets a sentence, not a traceback.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (whatever python3 is on the machine runs this)
    found = "{}.{}".format(*sys.version_info)
    sys.exit(f"bootstrap: Python 3.11 or newer is needed, this is {found} (try: make PYTHON=python3.11)")

import contextlib
import hashlib
import json
import os
import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUN_LOCK = ROOT / ".ci" / "requirements.lock"
DEV_LOCK = ROOT / ".ci" / "requirements-dev.lock"
STAMP, LOG = "bootstrap.json", "bootstrap.log"
DEFAULT_INDEX = "https://pypi.org/simple"
NEEDED = "a network (or a proxy, or PIP_INDEX_URL) is needed for the first setup"
PIP_PIN = re.compile(
    r"^pip==(?P<version>[^\s;\\]+)(?P<hashes>(?:\s*\\\s*--hash=sha256:[0-9a-f]{64})+)", re.MULTILINE
)
# How ensurepip runs its bundled pip; argv[1] is the wheel.
RUN_PIP = (
    "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module('pip', run_name='__main__')"
)
NETWORK_SIGNS = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "SSLError",
    "ProxyError",
    "ConnectionResetError",
    "IncompleteRead",
    "Network is unreachable",
)
# The user's settings that would change what is installed or where; index, proxy and certificates stay his.
IGNORED_SETTINGS = {
    "PIP_CONSTRAINT",
    "PIP_DRY_RUN",
    "PIP_NO_BINARY",
    "PIP_PREFIX",
    "PIP_REQUIREMENT",
    "PIP_REQUIRE_HASHES",
    "PIP_ROOT",
    "PIP_TARGET",
    "PYTHONHOME",
    "PYTHONPATH",
}


class BootstrapError(Exception):
    """What went wrong and what to do, in one line."""


def say(message: str) -> None:
    """One line of progress."""
    print(f"bootstrap: {message}", flush=True)


def digest(*parts: str) -> str:
    """Sha256 of parts, each closed by its length so that no two lists of parts look alike."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode()
        whole.update(data + b"\0%d\0" % len(data))
    return whole.hexdigest()


def python_of(venv: Path) -> Path:
    """The environment's interpreter."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def finished(venv: Path, project: str) -> dict[str, str]:
    """The stamp of a complete setup; one without development packages lacks the entry `dev`."""
    base = os.path.realpath(getattr(sys, "_base_executable", sys.executable))
    run, dev = RUN_LOCK.read_text("utf-8"), DEV_LOCK.read_text("utf-8")
    return {
        # Scripts in an environment hold absolute paths: a moved checkout needs a new one.
        "python": digest(sys.version, base, str(venv), str(ROOT)),
        "run": digest(run),
        "dev": digest(run, dev),
        "project": project,
    }


def editable_key() -> str:
    """Changes when the editable install's metadata would: with pyproject.toml or the version."""
    source = (ROOT / "harness" / "atsharness" / "version.py").read_text("utf-8")
    version = re.search(r"^__version__.*$", source, re.MULTILINE)
    return digest((ROOT / "pyproject.toml").read_text("utf-8"), version.group() if version else "")


def read_stamp(venv: Path) -> dict[str, str]:
    """What the last complete setup wrote; empty when there is none."""
    try:
        stamp = json.loads((venv / STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Calls in one checkout wait for each other and for a killed one's pip (where there is flock)."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with open(__file__, "rb") as file:
        os.set_inheritable(file.fileno(), True)
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def fetch(url: str, accept: str) -> bytes:
    """The body behind a URL, tried three times; user:password@ in it becomes a header, as pip does."""
    import base64
    import ssl
    import urllib.error
    import urllib.request
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(url)
    headers = {"Accept": accept, "User-Agent": "ats-harness-bootstrap"}
    if parts.username is not None:
        login = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers["Authorization"] = "Basic " + base64.b64encode(login.encode()).decode()
        parts = parts._replace(netloc=parts.netloc.rpartition("@")[2])
    request = urllib.request.Request(parts.geturl(), headers=headers)
    context = ssl.create_default_context()
    if os.path.isfile(os.environ.get("PIP_CERT", "")):
        context.load_verify_locations(os.environ["PIP_CERT"])
    reason: object = None
    for pause in (0.5, 1.5, 0.0):
        try:
            with urllib.request.urlopen(request, timeout=30, context=context) as answer:
                body: bytes = answer.read()
                return body
        except urllib.error.HTTPError as error:
            error.close()
            reason = f"{error.code} {error.reason}"
            if error.code < 500:
                raise BootstrapError(f"{parts.geturl()} answers {reason}; is PIP_INDEX_URL right?") from None
        except OSError as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, ssl.SSLCertVerificationError) and "Authorization" not in headers:
                # A bare Debian has no ca-certificates. Only pip's own wheel comes this way and its sha256
                # stands in the lock, so a forged answer is refused all the same; pip brings certificates for
                # all that follows.
                context.check_hostname = False
                context.verify_mode = ssl.CERT_NONE
                continue
        time.sleep(pause)
    raise BootstrapError(f"cannot reach {parts.netloc} ({reason}); {NEEDED}")


def pinned_pip() -> tuple[str, str]:
    """File name and accepted hashes of the pip wheel that the lock pins."""
    pin = PIP_PIN.search(RUN_LOCK.read_text("utf-8"))
    if pin is None:
        raise BootstrapError(f"{RUN_LOCK.name} pins no pip (make lock writes it)")
    return f"pip-{pin['version']}-py3-none-any.whl", pin["hashes"]


def fetch_pip() -> bytes:
    """The pinned pip wheel by way of the index's page of pip (PEP 503), its sha256 checked."""
    import html
    from urllib.parse import urljoin

    name, hashes = pinned_pip()
    index = (os.environ.get("PIP_INDEX_URL") or DEFAULT_INDEX).rstrip("/") + "/pip/"
    page = fetch(index, "application/vnd.pypi.simple.v1+html, text/html;q=0.5").decode("utf-8", "replace")
    link = re.search(rf"""href\s*=\s*["']([^"']*{re.escape(name)}[^"']*)["']""", page)
    if link is None:
        raise BootstrapError(f"the index does not list {name}; is PIP_INDEX_URL right?")
    wheel = fetch(urljoin(index, html.unescape(link[1])), "*/*")
    if f"sha256:{hashlib.sha256(wheel).hexdigest()}" not in hashes:
        raise BootstrapError(f"{name} does not match its hash in {RUN_LOCK.name}: refused")
    return wheel


def create(venv: Path) -> None:
    """An empty environment and a pip beside it, without ensurepip (a package of its own on Debian)."""
    try:
        from venv import EnvBuilder
    except ImportError:
        raise BootstrapError(
            "this Python lacks its venv module (on Debian the package python3 has it)"
        ) from None
    if venv.is_symlink() or (venv.exists() and not venv.is_dir()):
        raise BootstrapError(f"{venv} is not a folder; remove it")
    say(f"setting up {venv} with Python {sys.version.split()[0]} (once)")
    wheel = fetch_pip()  # first: with no network, an environment that stands there is left alone
    (venv / STAMP).unlink(missing_ok=True)  # before the rest goes
    EnvBuilder(clear=True, symlinks=os.name != "nt", with_pip=False).create(venv)
    (venv / pinned_pip()[0]).write_bytes(wheel)


def pip(venv: Path, *arguments: str | Path) -> None:
    """Runs pip in the environment; when it fails, its output goes to a log and the reason into one line."""
    environment = {key: value for key, value in os.environ.items() if key not in IGNORED_SETTINGS}
    environment |= {"PIP_USER": "0", "PIP_NO_INPUT": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if not os.access(os.path.expanduser("~"), os.W_OK | os.X_OK):
        environment.setdefault("PIP_NO_CACHE_DIR", "1")  # or pip warns about its cache folder
    done = subprocess.run(
        [python_of(venv), "-I", "-c", RUN_PIP, venv / pinned_pip()[0], "--quiet", *arguments],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        close_fds=False,  # the lock of one_at_a_time lives as long as pip
        check=False,
    )
    if done.returncode == 0:
        return
    output = done.stdout + done.stderr
    (venv / LOG).write_text(output, "utf-8")
    if "DO NOT MATCH THE HASHES" in output:
        reason = "a downloaded package does not match its hash in the lock: refused"
    elif any(sign in output for sign in NETWORK_SIGNS):
        reason = f"the package index cannot be reached; {NEEDED}"
    else:
        lines = output.strip().splitlines() or [f"exit code {done.returncode}"]
        reason = "pip failed: " + next((line for line in lines if line.startswith("ERROR:")), lines[-1])
    raise BootstrapError(f"{reason} (details: {venv / LOG})")


def install_lock(venv: Path, lock: Path) -> None:
    """Exactly the locked wheels: no resolution (the lock is complete), no sdist (a build may fetch more)."""
    say(f"installing the packages of {lock.relative_to(ROOT)}")
    pip(venv, "install", "--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement", lock)


def set_up(venv: Path, kind: str, wheel: Path | None = None) -> None:
    """Brings an environment to what the lock and pyproject.toml say; does nothing when it is there."""
    goal = finished(venv, digest(str(wheel), str(wheel.stat().st_mtime_ns)) if wheel else editable_key())
    needed = ["python", "run", "project"] + (["dev"] if kind == "dev" else [])
    stamp = read_stamp(venv) if python_of(venv).exists() else {}
    if all(stamp.get(key) == goal[key] for key in needed):
        return
    start = time.monotonic()
    lock = DEV_LOCK if kind == "dev" else RUN_LOCK
    # Anything but a complete environment of this lock is made afresh: pip would leave in place what the lock
    # no longer holds, and what an interrupted install left half done.
    locked = stamp.keys() - {"project"}
    kept = stamp if locked >= {"python", "run"} and all(stamp[key] == goal.get(key) for key in locked) else {}
    if kept:
        (venv / STAMP).unlink()
    else:
        create(venv)
    if not kept or (kind == "dev" and "dev" not in kept):
        install_lock(venv, lock)
    if wheel:
        pip(venv, "install", "--no-deps", "--no-index", "--force-reinstall", wheel)
    elif kept.get("project") != goal["project"]:
        pip(venv, "install", "--no-deps", "--no-index", "--no-build-isolation", "--editable", ROOT)
    stamp = kept | {key: goal[key] for key in needed}
    (venv / STAMP).write_text(json.dumps(stamp, indent=1) + "\n", "utf-8")
    say(f"ready in {time.monotonic() - start:.0f} s")


def main(arguments: list[str]) -> int:
    """Exit code 0; 1 after one line on stderr; 2 for wrong usage; 130 when interrupted."""
    folder, kind, wheel = ROOT / ".venv", arguments[0] if arguments else "", None
    if kind == "wheel" and len(arguments) == 3:
        folder, wheel = Path(arguments[1]).absolute(), Path(arguments[2]).absolute()
    elif arguments not in (["run"], ["dev"]):
        print("usage: bootstrap.py run | dev | wheel FOLDER WHEEL", file=sys.stderr)
        return 2
    try:
        with one_at_a_time():
            set_up(folder, kind, wheel)
    except (BootstrapError, OSError, subprocess.CalledProcessError) as error:
        print(f"bootstrap: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("bootstrap: interrupted; the next call starts afresh", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
