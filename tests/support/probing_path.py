"""A parser path that tries what no parser path may do: ``%PROBE write_home /somewhere`` in the document.

Its text says how that went: ``did it`` with what came of it, or the error.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

from atsharness.model import ParserPath, Reading, ReadOptions


def probe(options: ReadOptions) -> str:
    return "0"


def read(data: bytes, options: ReadOptions) -> Reading:
    match = re.search(rb"%PROBE (\w+) (.*)", data)
    assert match is not None
    try:
        said = globals()[f"try_{match[1].decode()}"](match[2].decode(), options)
    except (OSError, RuntimeError) as error:
        return Reading(text=f"{type(error).__name__} {error}")
    return Reading(text=f"did it: {said}")


def try_nothing(word: str, options: ReadOptions) -> str:
    return word


def try_write(path: str, options: ReadOptions) -> str:
    Path(path).write_text("written")
    return "written"


def try_read(path: str, options: ReadOptions) -> str:
    return Path(path).read_text()


def try_list(path: str, options: ReadOptions) -> str:
    return " ".join(os.listdir(path))


def try_tcp(port: str, options: ReadOptions) -> str:
    with socket.create_connection(("127.0.0.1", int(port)), timeout=5):
        return "connected"


def try_udp(port: str, options: ReadOptions) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.sendto(b"canary", ("127.0.0.1", int(port)))
    return "sent"


def try_unix(path: str, options: ReadOptions) -> str:
    with socket.socket(socket.AF_UNIX) as end:
        end.connect(path)
    return "connected"


def try_unix_datagram(path: str, options: ReadOptions) -> str:
    one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with one, other:
        one.sendto(b"canary", path)
    return "sent"


def try_signal(pid: str, options: ReadOptions) -> str:
    os.kill(int(pid), signal.SIGUSR1)
    return "sent"


def try_memory(pid: str, options: ReadOptions) -> str:
    with open(f"/proc/{pid}/mem", "rb") as file:
        return str(file.name)


def try_environment(pid: str, options: ReadOptions) -> str:
    return Path(f"/proc/{pid}/environ").read_text()


def try_vm_readv(pid: str, options: ReadOptions) -> str:
    class Piece(ctypes.Structure):
        _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))

    buffer = ctypes.create_string_buffer(1)
    here = Piece(ctypes.addressof(buffer), 1)
    libc = ctypes.CDLL(None, use_errno=True)
    result = libc.process_vm_readv(int(pid), ctypes.byref(here), 1, ctypes.byref(here), 1, 0)
    return _checked(result)


def try_call(arguments: str, options: ReadOptions) -> str:
    """A system call by its number."""
    numbers = [ctypes.c_long(int(word)) for word in arguments.split()]
    return _checked(ctypes.CDLL(None, use_errno=True).syscall(*numbers))


def try_overwrite(number: str, options: ReadOptions) -> str:
    """The copy of another document of this run."""
    root = Path(options.work_dir).parents[2]
    (root / number / "document").write_bytes(b"poisoned")
    return "overwritten"


def try_own_copy(_: str, options: ReadOptions) -> str:
    (Path(options.work_dir).parents[1] / "document").write_bytes(b"poisoned")
    return "overwritten"


def try_outlive(_: str, options: ReadOptions) -> str:
    """Leaves a process behind, if possible in a session of its own."""
    code = "import os, time\ntry:\n os.setsid()\nexcept OSError: pass\nprint(flush=True)\ntime.sleep(600)"
    child = subprocess.Popen([sys.executable, "-c", code, "left by a document"], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    return str(child.pid)


def try_new_session(_: str, options: ReadOptions) -> str:
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
        finally:
            os._exit(0 if os.getsid(0) == os.getpid() else 9)
    status = os.waitpid(child, 0)[1]
    if os.waitstatus_to_exitcode(status):
        raise PermissionError("no new session")
    return "a session of its own"


def try_poison(word: str, options: ReadOptions) -> str:
    """Leaves a mark in the process, and tells the mark that it finds."""
    found = getattr(sys, "mark_of_a_document", "none")
    sys.mark_of_a_document = word  # type: ignore[attr-defined]
    return found


def try_work(_: str, options: ReadOptions) -> str:
    """What a path must be able to do: files in its work folder, a program, a pair of sockets, threads."""
    import tempfile
    import threading

    file = Path(options.work_dir) / "a" / "b"
    file.parent.mkdir()
    file.write_text("kept")
    file.rename(file.with_name("c"))
    with tempfile.NamedTemporaryFile() as other:
        assert Path(other.name).is_relative_to(Path(options.work_dir).parent)
    code = "import os, socket; socket.socketpair(); os.setpgid(0, 0); print('spoke')"
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    thread = threading.Thread(target=file.with_name("c").unlink)
    thread.start()
    thread.join()
    return said.strip()


def _checked(result: int) -> str:
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return str(result)


PARSER = ParserPath(
    id="probing",
    family="probing",
    title="tries what is not allowed",
    accepts=("application/pdf",),
    install="pip install probing-engine",
    probe=probe,
    read=read,
)
