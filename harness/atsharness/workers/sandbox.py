"""What the kernel keeps from a worker on Linux: files, network, other processes. Nothing to install.

Landlock bounds the file system (and TCP, and signals, where the kernel is new enough), seccomp the system
calls. Both hold for all that a worker starts, and neither can be undone. See docs/reliability.md.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from atsharness.workers.tasks import Bounds

PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 22, 38
SECCOMP_MODE_FILTER = 2
SECCOMP_GET_ACTION_AVAIL = 2

CAPABILITY_VERSION_3 = 0x20080522
OVER_FILES = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of linux/capability.h."""

LANDLOCK_CREATE_RULESET, LANDLOCK_ADD_RULE, LANDLOCK_RESTRICT_SELF = 444, 445, 446
"""System calls, the same on all processors. The rest is from linux/landlock.h."""
RULESET_VERSION = 1
RULE_PATH_BENEATH = 1
READ = 1 << 0 | 1 << 2 | 1 << 3
"""Execute, read files, read folders."""
WRITE = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 9 | 1 << 10 | 1 << 12
"""Write and read files, read folders, remove and make all but devices; what is written is not executed."""
ALL = (1 << 13) - 1
REFER, TRUNCATE, IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
OF_FILES = 1 << 0 | 1 << 1 | 1 << 2 | TRUNCATE
"""The rights that a rule on a file, not a folder, may name."""
TCP = 1 << 0 | 1 << 1
SCOPED = 1 << 0 | 1 << 1
"""Abstract Unix sockets, and signals to processes outside."""

FILES_ABI, REFER_ABI, TRUNCATE_ABI, TCP_ABI, IOCTL_ABI, SCOPE_ABI = 1, 2, 3, 4, 5, 6
"""The version of Landlock's interface that brought each."""

SYSTEM = (
    *("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/opt", "/nix/store", "/gnu/store", "/snap"),
    *("/proc", "/sys", "/dev/urandom", "/dev/random", "/dev/zero", "/var/cache/fontconfig"),
    *("/etc/alternatives", "/etc/fonts", "/etc/group", "/etc/host.conf", "/etc/ld.so.cache"),
    *("/etc/ld.so.conf", "/etc/ld.so.conf.d", "/etc/ld.so.preload", "/etc/locale.alias"),
    *("/etc/localtime", "/etc/nsswitch.conf"),
    *("/etc/mime.types", "/etc/os-release", "/etc/passwd", "/etc/resolv.conf", "/etc/ssl/certs"),
    *("/etc/ssl/openssl.cnf", "/etc/timezone", "/etc/java"),
)
"""What programs need of a system. Of /etc no more: it has the secrets of root."""
BESIDE = ("conf", "lib", "lib32", "lib64", "libexec", "share")
"""What stands beside a ``bin`` of programs. Not all that does: ~/.cargo has a password."""
SYSTEM_WRITES = ("/dev/null",)

X86_64, AARCH64 = 0xC000003E, 0xC00000B7
"""AUDIT_ARCH_… of linux/audit.h."""
X32 = 0x40000000
CLONE_NEW = 0x7E020000
"""The flags of clone(2) that make a namespace."""
AF_UNIX_DATAGRAM = 2

CALLS: dict[str, tuple[int, int]] = {
    "socket": (41, 198),
    "connect": (42, 203),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "pidfd_getfd": (438, 438),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "open_by_handle_at": (304, 265),
    "unshare": (272, 97),
    "setns": (308, 268),
    "setsid": (112, 157),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "reboot": (169, 142),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "acct": (163, 89),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
}
"""Refused with EPERM; numbers on x86-64 and on 64-bit ARM. With setsid a process would leave its session."""
ABSENT = {"io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427, "clone3": 435}
"""Refused with ENOSYS: programs do without. The flags of clone3 are in memory, where no filter sees them."""
CLONE, SOCKETPAIR = (56, 220), (53, 199)
SECCOMP = (317, 277)

ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000, 0x80000000
LOAD, EQUAL, AT_LEAST, ANY_BIT, AND, RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
NUMBER, ARCHITECTURE, FIRST, SECOND = 0, 4, 16, 24
"""Where in the kernel's seccomp_data each stands (of the arguments the low half, little-endian)."""


class Tier(NamedTuple):
    """What the kernel offers: the version of Landlock's interface, 0 for none, and whether seccomp."""

    landlock: int
    seccomp: bool

    def __str__(self) -> str:
        parts = [f"Landlock {self.landlock}"] if self.landlock else []
        return " and ".join([*parts, *(["seccomp"] if self.seccomp else [])]) or "none"

    def gaps(self) -> tuple[str, ...]:
        """What a worker may do here that it could not on a newer kernel."""
        lacks = [
            (self.landlock < FILES_ABI, "read and write the user's files"),
            (not self.seccomp and self.landlock < TCP_ABI, "reach the network"),
            (not self.seccomp and self.landlock >= TCP_ABI, "reach the network by other than TCP"),
            (not self.seccomp, "use every system call"),
            (self.landlock < SCOPE_ABI, "signal the user's other processes"),
        ]
        return tuple(what for open_, what in lacks if open_)


@cache
def tier() -> Tier:
    """What the kernel offers here."""
    if sys.platform != "linux" or sys.byteorder != "little":
        return Tier(0, False)
    libc = ctypes.CDLL(None, use_errno=True)
    landlock = libc.syscall(LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), RULESET_VERSION)
    seccomp = False
    if (column := _column()) is not None:
        action = ctypes.c_uint32(REFUSE)
        seccomp = not libc.syscall(SECCOMP[column], SECCOMP_GET_ACTION_AVAIL, 0, ctypes.byref(action))
    return Tier(max(landlock, 0), seccomp)


def enter(bounds: Bounds) -> None:
    """Bounds this process and all it will start, for ever, as far as the kernel can. Call it with one thread.

    Raises:
        OSError: the kernel refuses what it offers.
    """
    os.environ["TMPDIR"] = tempfile.tempdir = bounds.writes[0] if bounds.writes else os.devnull
    found = tier()
    if not found.landlock and not found.seccomp:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    _checked(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    _drop_capabilities(libc)
    if found.landlock:
        reads = (*readable(), *_without_home(bounds.reads))
        _landlock(libc, found.landlock, reads, (*SYSTEM_WRITES, *bounds.writes))
    if found.seccomp:
        _seccomp(libc)


def _drop_capabilities(libc: ctypes.CDLL) -> None:
    """Takes root's powers but those over files, which Landlock bounds; no program it starts has them anew."""
    header = struct.pack("=Ii", CAPABILITY_VERSION_3, 0)
    held = ctypes.create_string_buffer(24)
    _checked(libc.capget(header, held))
    permitted = struct.unpack("=6I", held.raw)[1] & OVER_FILES
    _checked(libc.capset(header, struct.pack("=6I", permitted, permitted, 0, 0, 0, 0)))


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"the sandbox: {os.strerror(number)}")
    return result


# --- files ---------------------------------------------------------------------------------------


@cache
def readable() -> tuple[str, ...]:
    """The system, Python, its packages and the folders of programs: nothing that holds documents."""
    named = (*SYSTEM, *_java(), *_python(), *map(program_files, os.get_exec_path()))
    kept = set(_without_home(path for one in named for path in ([one] if isinstance(one, str) else one)))
    return tuple(sorted(path for path in kept if not any(_is_in(path, other) for other in kept - {path})))


def program_files(folder: str) -> list[str]:
    """A folder of programs, and beside a ``bin`` what belongs to them; of ~/.local not the user's data."""
    folder = os.path.realpath(folder)
    above, name = os.path.split(folder)
    if name not in ("bin", "sbin"):
        return [folder]
    parts = BESIDE if above not in (_home(), os.path.join(_home(), ".local")) else ("lib",)
    return [folder, *(os.path.join(above, part) for part in parts)]


def _home() -> str:
    return os.path.realpath(os.path.expanduser("~"))


def _without_home(paths: Iterable[str]) -> Iterator[str]:
    """The real paths of those that are there, without the home folder and what that is in."""
    home = _home()
    for path in paths:
        if os.path.isabs(path) and os.path.exists(path) and not _is_in(home, os.path.realpath(path)):
            yield os.path.realpath(path)


def _is_in(path: str, folder: str) -> bool:
    """Whether a path is a folder or below it."""
    return f"{path}/".startswith(f"{folder.rstrip('/')}/")


def prepare() -> None:
    """Finds out what does not change, once for all processes that will be forked from this one."""
    if any(tier()):
        readable()
        program()


def _java() -> Iterator[str]:
    """Debian keeps the settings of each Java in a folder of its own."""
    yield from (f"/etc/{name}" for name in os.listdir("/etc") if name.startswith("java-"))
    if home := os.environ.get("JAVA_HOME"):
        yield home


def _python() -> Iterator[str]:
    """Python's own folders, and where modules come from; not the folder of the script that runs."""
    yield from (sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix, *sys.path[1:])
    for name, module in list(sys.modules.items()):
        if "." not in name:
            yield from getattr(module, "__path__", None) or filter(None, [getattr(module, "__file__", None)])


def _landlock(libc: ctypes.CDLL, abi: int, reads: Iterable[str], writes: Iterable[str]) -> None:
    more = {REFER: REFER_ABI, TRUNCATE: TRUNCATE_ABI, IOCTL_DEV: IOCTL_ABI}
    handled = ALL | sum(right for right, since in more.items() if abi >= since)
    attributes = [handled]
    if abi >= TCP_ABI:
        attributes.append(TCP)
    if abi >= SCOPE_ABI:
        attributes.append(SCOPED)
    packed = struct.pack(f"={len(attributes)}Q", *attributes)
    ruleset = _checked(libc.syscall(LANDLOCK_CREATE_RULESET, packed, ctypes.c_size_t(len(packed)), 0))
    try:
        for path in reads:
            _allow(libc, ruleset, path, READ & handled)
        for path in writes:
            _allow(libc, ruleset, path, (WRITE | REFER | TRUNCATE) & handled)
        _checked(libc.syscall(LANDLOCK_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # it is not there
        return
    try:
        if not os.path.isdir(path):
            rights &= OF_FILES
        rule = struct.pack("=Qi", rights, place)
        _checked(libc.syscall(LANDLOCK_ADD_RULE, ruleset, RULE_PATH_BENEATH, rule, 0))
    finally:
        os.close(place)


# --- system calls --------------------------------------------------------------------------------


def _column() -> int | None:
    """Which numbers this process's system calls have; None: they are not known."""
    if struct.calcsize("P") != 8:
        return None
    return {"x86_64": 0, "aarch64": 1}.get(platform.machine())


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """One instruction of classic BPF; jumps count the instructions left out."""
    return struct.pack("=HBBI", code, if_true, if_false, value)


@cache
def program() -> bytes:
    """The filter, as seccomp(2) takes it."""
    column = _column() or 0
    refuse, absent = REFUSE | errno.EPERM, REFUSE | errno.ENOSYS
    steps = [
        _step(LOAD, ARCHITECTURE),
        _step(EQUAL, (X86_64, AARCH64)[column], 1, 0),
        _step(RETURN, KILL),
        _step(LOAD, NUMBER),
    ]
    if column == 0:
        steps += [_step(AT_LEAST, X32, 0, 1), _step(RETURN, absent)]
    for numbers in CALLS.values():
        steps += [_step(EQUAL, numbers[column], 0, 1), _step(RETURN, refuse)]
    for number in ABSENT.values():
        steps += [_step(EQUAL, number, 0, 1), _step(RETURN, absent)]
    steps += [
        _step(EQUAL, CLONE[column], 0, 4),
        _step(LOAD, FIRST),
        _step(ANY_BIT, CLONE_NEW, 0, 1),
        _step(RETURN, refuse),
        _step(RETURN, ALLOW),
        # A datagram socket of a pair may send to any path, without connecting.
        _step(EQUAL, SOCKETPAIR[column], 0, 4),
        _step(LOAD, SECOND),
        _step(AND, 0xF),
        _step(EQUAL, AF_UNIX_DATAGRAM, 0, 1),
        _step(RETURN, refuse),
        _step(RETURN, ALLOW),
    ]
    return b"".join(steps)


def _seccomp(libc: ctypes.CDLL) -> None:
    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))

    code = program()
    argument = Program(len(code) // 8, code)
    _checked(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(argument), 0, 0))
