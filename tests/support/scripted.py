"""A task handler that does what its payload says: msgpack of ``{"do": what, ...}``."""

import os
import pathlib
import re
import signal
import subprocess
import sys
import time

import msgspec

IGNORES_SIGTERM = """
import os, pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if sys.argv[2] == "group":
    os.setpgid(0, 0)
pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
time.sleep(600)
"""


class PanicException(BaseException):
    """As pyo3 names what a Rust panic raises."""


class Opaque:
    pass


def payload(do, **how):
    return msgspec.msgpack.encode({"do": do, **how})


def echo(data):
    """What an innocent task returns, here in plain Python so that a test can compute it too."""
    return bytes(reversed(data)) * 2


def pause(seconds):
    if seconds:
        time.sleep(seconds)


def burn(seconds):
    """Uses CPU time, however long that takes by the clock."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def die(number):
    os.kill(os.getpid(), number)
    time.sleep(60)


def scripted(data, ready):
    order = msgspec.msgpack.decode(data)
    order["ready"] = ready
    pause(order.get("import_s", 0))
    burn(order.get("import_cpu_s", 0))
    if order["do"] == "boot_segv":
        die(signal.SIGSEGV)
    if order["do"] == "boot_hang":
        time.sleep(600)
    if not order.get("unready"):
        ready()
    return globals()[f"do_{order['do']}"](order)


def do_echo(order):
    pause(order.get("sleep_s", 0))
    burn(order.get("cpu_s", 0))
    return echo(order.get("data", b"x"))


def do_wait(order):
    """Waits for a file, sleeping."""
    while not pathlib.Path(order["file"]).exists():
        time.sleep(0.01)
    return b"it is there"


BUSY = """
import sys, time
end = time.process_time() + float(sys.argv[1])
while time.process_time() < end:
    pass
"""


def do_busy_children(order):
    """Uses CPU time in so many processes, one after the other or all at once, and almost none itself."""
    command = [sys.executable, "-c", BUSY, str(order["cpu_s"])]
    children = []
    for _ in range(order["count"]):
        children.append(subprocess.Popen(command))
        if order["in_turn"]:
            children[-1].wait()
    for child in children:
        child.wait()
    return b"done"


def do_span(order):
    """When this ran, on the clock that all processes share."""
    start = time.monotonic()
    pause(order["sleep_s"])
    return msgspec.json.encode([start, time.monotonic()])


def do_where(order):
    """The worker's process id, session, limits and environment, as a task sees them."""
    import resource

    pause(order["sleep_s"])
    return msgspec.json.encode(
        {
            "pid": os.getpid(),
            "session": os.getsid(0),
            "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
            "file": resource.getrlimit(resource.RLIMIT_FSIZE)[0],
            "space": resource.getrlimit(resource.RLIMIT_AS)[0],
            "cpu": resource.getrlimit(resource.RLIMIT_CPU)[0],
            "sigint": signal.getsignal(signal.SIGINT) == signal.SIG_IGN,
            "omp": os.environ.get("OMP_THREAD_LIMIT"),
            "blas": os.environ.get("OPENBLAS_NUM_THREADS"),
            "cmap": os.environ.get("CMAP_PATH"),
            "files": {number: os.readlink(f"/proc/self/fd/{number}") for number in (0, 1, 2)},
            "sockets": sum(
                os.path.realpath(link).rpartition("/")[2].startswith("socket:")
                for link in pathlib.Path("/proc/self/fd").iterdir()
            ),
        }
    )


def do_pid(_order):
    return str(os.getpid()).encode()


def do_hang(_order):
    while True:
        time.sleep(600)


def do_gil(_order):
    re.match(r"(a+)+$", "a" * 60 + "b")
    return b"never"


def do_segv(_order):
    die(signal.SIGSEGV)


def do_killed(_order):
    die(signal.SIGKILL)


def do_abort(order):
    os.write(2, order["says"].encode())
    os.abort()


def do_bomb(order):
    hoard = []
    while True:
        hoard.append(bytearray(order.get("step", 16 * 2**20)))


def do_leak(order):
    scripted.hoard = [*getattr(scripted, "hoard", []), b"x" * order["bytes"]]
    return do_pid(order)


def do_mark(_order):
    """Leaves a mark in the process, and tells the one that it finds."""
    found = getattr(sys, "mark", b"")
    sys.mark = b"marked"
    return found


def do_environ(order):
    return os.environ.get(order["name"], "").encode()


def do_files(_order):
    """What this process has open."""
    found = []
    for link in pathlib.Path("/proc/self/fd").iterdir():
        try:
            found.append(os.readlink(link))
        except FileNotFoundError:
            continue  # the listing's own
    return "\n".join(found).encode()


def do_map(order):
    """Maps address space and keeps it, without using it: as a virtual machine does."""
    import mmap

    scripted.kept = mmap.mmap(-1, order["bytes"], flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    return do_pid(order)


def do_wrapped_bomb(order):
    try:
        do_bomb(order)
    except MemoryError as error:
        raise ValueError("cannot parse") from error


def do_resident_bomb(order):
    """Takes memory and keeps it, in a process of its own if asked to."""
    code = f"import time\nhoard = bytearray(b'x') * {order['bytes']}\ntime.sleep(600)"
    if order.get("child"):
        subprocess.run([sys.executable, "-c", code], check=False)
    exec(code)
    return b"never"


def do_raise(order):
    raise ValueError(order.get("says", "bad xref"))


def do_raise_address(_order):
    raise ValueError(repr(Opaque()))


def do_raise_nasty(_order):
    class NastyError(Exception):
        def __str__(self):
            raise RuntimeError("no words")

    raise NastyError


def do_exit(order):
    os._exit(order.get("code", 3))


def do_sysexit(_order):
    sys.exit(2)


def do_interrupt(_order):
    raise KeyboardInterrupt


def do_panic(_order):
    raise PanicException("index out of bounds: the len is 0")


def do_wrong_type(_order):
    return "text"


def do_flood(order):
    return bytes(order["bytes"])


def do_flood_stderr(order):
    for _ in range(order["bytes"] // 1000):
        print("x" * 999, file=sys.stderr)
    print("to stdout")
    return b"said it all"


def do_grandchild(order):
    """Starts a child that ignores SIGTERM and writes its id to a file; then hangs, or does `then`."""
    path = pathlib.Path(order["file"])
    path.unlink(missing_ok=True)  # of the first try: the second child would be killed while it writes anew
    subprocess.Popen([sys.executable, "-c", IGNORES_SIGTERM, str(path), order.get("where", "")])
    while not (path.exists() and path.read_text()):
        time.sleep(0.01)
    return globals()[f"do_{order.get('then', 'hang')}"](order)


def do_fork_holding(_order):
    """A fork that was not told to close anything keeps the worker's end of the channel open."""
    if os.fork() == 0:
        time.sleep(600)
    die(signal.SIGSEGV)


def do_die_once(order):
    """Dies the first time; the file remembers."""
    path = pathlib.Path(order["file"])
    if not path.exists():
        path.write_text("died")
        die(signal.SIGKILL)
    return do_span(order)


def do_stop_sending(order):
    """Stops in the middle of a send."""
    channel().send(order["bytes"].to_bytes(4, "big") + bytes(10_000))
    os.kill(os.getpid(), signal.SIGSTOP)


def do_garbage(order):
    """What a worker that a hostile file has taken over might send."""
    channel().send(order["data"])
    time.sleep(600)


def do_forge_moment(order):
    """Writes what it likes where it should write when it was ready."""
    [cell] = order["ready"].__closure__
    cell.cell_contents[:] = order["data"]
    return globals()[f"do_{order['then']}"](order)


def do_hang_up(_order):
    channel().shutdown(2)
    time.sleep(600)


def channel():
    """The worker's end of its channel: the only socket it has."""
    import socket

    for number in sorted(int(name) for name in os.listdir("/proc/self/fd")):
        try:
            if os.readlink(f"/proc/self/fd/{number}").startswith("socket:"):
                return socket.socket(fileno=os.dup(number))
        except OSError:
            continue
    raise LookupError("no socket")


def do_work(order):
    """Pure CPU work, always the same amount: no clock."""
    total = 0
    for number in range(order["rounds"]):
        total = (total * 31 + number) % 1_000_003
    return str(total).encode() + b"." * order.get("pad", 0)


def do_raise_surrogate(_order):
    raise ValueError("\udc80")
