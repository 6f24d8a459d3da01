"""Runs the README's two commands where nothing is but Python, make and certificates: `make fresh`.

A Debian of that size goes into a temporary folder (debootstrap), with an ordinary user, an empty home and a
clone of HEAD. What this machine needs to reach the world goes along, under its own name: apt's mirror, pip's
index, proxies, certificates. Every mount lives in a namespace of its own, so that none is left behind.

Exit codes: 0 both commands are good; 1 one failed; 3 this machine cannot try it, with the reason in one line.
"""

from __future__ import annotations

import ast
import contextlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
SUITE = "bookworm"
PACKAGES = "python3,make,ca-certificates"
COMMANDS = ("make demo", "make test")
USER, UID = "stranger", 1000
HOME = f"/home/{USER}"
CANNOT = 3

PIP = (
    "index-url",
    "extra-index-url",
    "find-links",
    "no-index",
    "trusted-host",
    "proxy",
    "cert",
    "client-cert",
)
"""The settings of pip that say how packages are reached; all others would change what is tried."""
PIP_PATIENCE = ("timeout", "default-timeout", "retries")
PROXIES = ("http_proxy", "https_proxy", "ftp_proxy", "all_proxy", "no_proxy")
CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
LOCAL_CERTIFICATES = Path("usr/local/share/ca-certificates")


class CannotTryError(Exception):
    """This machine cannot try it; the message says why in one line."""


def say(message: str) -> None:
    """One line of progress."""
    print(f"fresh: {message}", flush=True)


def pip_settings() -> dict[str, str]:
    """How pip reaches packages here, from its files and its environment, as environment variables."""
    wanted = {*PIP, *PIP_PATIENCE}
    found = {}
    for python in (sys.executable, str(ROOT / ".venv" / "bin" / "python")):
        with contextlib.suppress(OSError):
            command = [python, "-m", "pip", "config", "list"]
            listed = subprocess.run(command, capture_output=True, text=True, check=False)
            for line in listed.stdout.splitlines():
                name, _, value = line.partition("=")
                section, _, key = name.rpartition(".")
                if key in wanted and section in ("global", "install"):
                    found[key] = " ".join(str(ast.literal_eval(value)).split())
            if listed.returncode == 0:
                break
    settings = {f"PIP_{key.replace('-', '_').upper()}": value for key, value in found.items()}
    names = {f"PIP_{key.replace('-', '_').upper()}" for key in wanted}
    return settings | {name: os.environ[name] for name in names & os.environ.keys()}


def network_settings() -> dict[str, str]:
    """Environment variables that a process here needs to reach the world."""
    names = (*PROXIES, *map(str.upper, PROXIES), *CERTIFICATES)
    return {name: os.environ[name] for name in names if name in os.environ} | pip_settings()


def named_paths(settings: dict[str, str]) -> set[Path]:
    """Files and folders of this machine that settings name; of a local index the folder around it."""
    found = set()
    for name, value in settings.items():
        for word in value.split():
            path = Path(word.removeprefix("file://"))
            if name.endswith("INDEX_URL") and word.startswith("file://"):
                path = path.parent  # its files stand beside it
            if path.is_absolute() and path != Path("/") and path.exists():
                found.add(path)
    return found


def mirror() -> list[str]:
    """This machine's own mirror of the suite; nothing where it has none: debootstrap then takes Debian's."""
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME) $(COMPONENT)"]
    with contextlib.suppress(OSError):
        listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        for line in listed.splitlines():
            if line.split()[1:] == [SUITE, "main"]:
                return [line.split()[0].rstrip("/")]
    return []


def apart(script: str) -> list[str]:
    """A command that runs a shell script among mounts and processes of its own, which end with it."""
    return ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-ec", script]


def quiet(command: list[str], log: Path, what: str, environ: dict[str, str] | None = None) -> None:
    """Runs a command of the preparation.

    Raises:
        CannotTryError: it failed; the last line that it wrote is in the message.
    """
    with log.open("w") as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, env=environ, check=False)
    if done.returncode:
        said = log.read_text("utf-8", "replace").strip().splitlines() or [f"exit code {done.returncode}"]
        raise CannotTryError(f"{what} failed: {said[-1]}")


def check_tools() -> None:
    """Whether this machine can try it at all.

    Raises:
        CannotTryError: it cannot.
    """
    if os.geteuid() != 0:
        raise CannotTryError("only root may set up a Debian in a folder")
    for tool, package in (("debootstrap",) * 2, ("git",) * 2, ("unshare", "util-linux")):
        if shutil.which(tool) is None:
            raise CannotTryError(f"{tool} is not installed: apt install {package}")


def set_up(work: Path) -> Path:
    """A Debian with its user and the clone, below `work`; returns its root.

    Raises:
        CannotTryError: something of it failed.
    """
    root, log, source = work / "debian", work / "log", mirror()
    options = ["--variant=minbase", f"--include={PACKAGES}"]
    command = ["debootstrap", *options, SUITE, str(root), *source]
    start = time.monotonic()
    environ = os.environ | apt_proxy()
    quiet(apart(f"exec {shlex.join(command)}"), log, f"debootstrap {' '.join(source)}".rstrip(), environ)
    for name in ("etc/hosts", "etc/resolv.conf"):
        if Path("/", name).is_file():
            shutil.copyfile(Path("/", name), root / name)
    if (Path("/") / LOCAL_CERTIFICATES).is_dir():
        shutil.copytree(Path("/") / LOCAL_CERTIFICATES, root / LOCAL_CERTIFICATES, dirs_exist_ok=True)
        quiet(["chroot", str(root), "update-ca-certificates"], log, "update-ca-certificates")
    add_user = ["useradd", "--uid", str(UID), "--no-create-home", "--home-dir", HOME, USER]
    quiet(["chroot", str(root), *add_user], log, "useradd")
    clone = root / HOME.lstrip("/") / "clone"
    clone.parent.mkdir(mode=0o755)
    trusting = ["git", "-c", "safe.directory=*"]  # the checkout may be another user's
    quiet([*trusting, "clone", "--quiet", "--no-hardlinks", str(ROOT), str(clone)], log, "git clone")
    quiet(["chroot", str(root), "chown", "--recursive", f"{UID}:{UID}", HOME], log, "chown")
    size = sum(1 for _ in (root / "var/lib/dpkg/info").glob("*.list"))
    say(f"{SUITE} with {size} packages in {time.monotonic() - start:.0f} s, and a clone of HEAD")
    return root


def apt_proxy() -> dict[str, str]:
    """The proxy that apt alone is told, for debootstrap, which reads the environment."""
    with contextlib.suppress(OSError):
        command = ["apt-config", "shell", "proxy", "Acquire::http::Proxy"]
        said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        if (found := re.match(r"proxy='(http[^']+)'", said)) and "http_proxy" not in os.environ:
            return {"http_proxy": found[1]}
    return {}


def as_stranger(root: Path, command: str, settings: dict[str, str]) -> list[str]:
    """The command line that runs a command in the clone as the ordinary user."""
    lines = [f"mount -t proc proc {root}/proc", f"mount -t tmpfs -o mode=1777 tmpfs {root}/dev/shm"]
    for path in sorted(named_paths(settings)):
        inside = shlex.quote(f"{root}{path}")
        make = f"mkdir -p {inside}" if path.is_dir() else f"mkdir -p $(dirname {inside}); : >> {inside}"
        lines.append(f"[ -e {inside} ] || {{ {make}; }}")
        lines.append(f"mount --bind {shlex.quote(str(path))} {inside}")
        lines.append(f"mount -o remount,bind,ro {inside}")
    environ = {
        "HOME": HOME,
        "USER": USER,
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "PY_COLORS": "0",
    } | settings
    if "CI" in os.environ:
        environ["CI"] = os.environ["CI"]
    variables = [f"{name}={value}" for name, value in environ.items()]
    inner = ["env", "-i", *variables, "sh", "-c", f"cd {HOME}/clone && {command}"]
    lines.append(f"exec {shlex.join(['chroot', f'--userspec={UID}:{UID}', str(root), *inner])}")
    return apart("\n".join(lines))


@contextlib.contextmanager
def running(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """A process whose output is read here; killed with all it started when its reader is interrupted."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def run(root: Path, command: str, settings: dict[str, str]) -> tuple[int, float, Counter[str]]:
    """Runs one of the commands, its output on the screen.

    Returns:
        Its exit code, the seconds it took, and how many tests were skipped by each reason.
    """
    say(f"$ {command}")
    skipped: Counter[str] = Counter()
    start = time.monotonic()
    with running(as_stranger(root, command, settings)) as process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
            if found := re.match(r"SKIPPED \[(\d+)\] \S+: (.*)", line):
                skipped[found[2]] += int(found[1])
        code = process.wait()
    return code, time.monotonic() - start, skipped


def try_out() -> int:
    """Sets up, runs both commands and says how they went."""
    check_tools()
    settings = network_settings()
    ends: list[tuple[str, int, float]] = []
    skipped: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="ats-fresh-") as folder:
        root = set_up(Path(folder))
        for command in COMMANDS:
            code, seconds, reasons = run(root, command, settings)
            ends.append((command, code, seconds))
            skipped += reasons
    for command, code, seconds in ends:
        say(f"{command}: {'good' if code == 0 else f'exit code {code}'} in {seconds:.0f} s")
    say(f"{skipped.total()} tests skipped{':' if skipped else ''}")
    for reason, count in skipped.most_common():
        print(f"{count:6} {reason}")
    return int(any(code for _, code, _ in ends))


def stop(number: int, _frame: object) -> NoReturn:
    """Ends with what is to be tidied up, as after Ctrl-C."""
    raise SystemExit(128 + number)


def main() -> int:
    """The exit code; see above."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    try:
        return try_out()
    except CannotTryError as error:
        say(f"not tried: {error}")
        return CANNOT
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main())
