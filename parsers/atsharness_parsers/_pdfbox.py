"""Apache PDFBox 2 as a program: ``ExtractText`` in a small Java virtual machine."""

from __future__ import annotations

import os
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from atsharness.errors import PathUnavailable
from atsharness.model import Reading, ReadOptions
from atsharness_parsers._engine import PasswordError, at_least
from atsharness_parsers._process import ProcessError, run, work_folder

INSTALL = "apt install default-jre-headless libpdfbox2-java"
JAR_VARIABLE = "PDFBOX_JAR"
"""Environment variable that names a pdfbox-app jar (or a class path) that goes before the ones found."""
LEAST_JAVA = (9,)
"""The first that takes a file of arguments (JEP 293)."""
_VERSION = "org/apache/pdfbox/resources/version.properties"
_PROGRAM = "org/apache/pdfbox/tools/ExtractText.class"
_DEBIAN = ("pdfbox2", "pdfbox2-tools", "fontbox2", "commons-logging")
_JVM = (
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:CICompilerCount=1",
    "-XX:-UsePerfData",
    "-Djava.awt.headless=true",
    # PDFBox keeps a list of the system's fonts in the home folder unless told otherwise.
    "-Dpdfbox.fontcache=.",
    "-Djava.io.tmpdir=.",
    "-Duser.home=.",
)


def probe(options: ReadOptions) -> str:  # noqa: ARG001
    """Version of PDFBox, from its jar: starting it to ask would take half a second.

    Raises:
        PathUnavailable: there is no Java that starts and is new enough, no PDFBox, not a PDFBox 2, or one
            without its programs.
    """
    import zipfile

    _check_java(_java())
    version, programs = "", False
    for jar in _class_path():
        try:
            with zipfile.ZipFile(jar) as archive:
                names = set(archive.namelist())
                properties = archive.read(_VERSION).decode("latin-1") if _VERSION in names else ""
        except (OSError, zipfile.BadZipFile):
            continue
        programs = programs or _PROGRAM in names
        found = re.search(r"^pdfbox\.version=(2\.\S+)", properties, re.MULTILINE)
        version = version or (found[1] if found else "")
    if not version:
        raise PathUnavailable(f"no PDFBox 2 among the jars found: {INSTALL}")
    if not programs:
        raise PathUnavailable(f"PDFBox {version} lacks its program ExtractText: {INSTALL}")
    return version


@cache
def _check_java(java: str) -> None:
    """Starts Java, once in a worker: on macOS a program of that name is there without any Java.

    Raises:
        PathUnavailable: it does not start, or is too old.
    """
    try:
        _, said = run([java, *_JVM, "-version"], folder=os.curdir)
    except ProcessError as error:
        raise PathUnavailable(f"{error}; {INSTALL}") from error
    found = re.search(r'version "(?:1\.)?([^"]+)"', said)
    version = found[1] if found else "of unknown version"
    if not at_least(version, LEAST_JAVA):
        raise PathUnavailable(f"java {version} is too old, {LEAST_JAVA[0]} is needed: {INSTALL}")


def _java() -> str:
    import shutil

    java = shutil.which("java")
    if java is None:
        raise PathUnavailable(f"java is not installed: {INSTALL}")
    return java


def _class_path() -> list[str]:
    """The jars: of the environment variable, of PyPI's python-pdfbox-v2, of Debian's libpdfbox2-java.

    Raises:
        PathUnavailable: there are none.
    """
    named = os.environ.get(JAR_VARIABLE)
    if named:
        return named.split(os.pathsep)
    spec = find_spec("pdfbox")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        for jar in sorted(Path(folder).glob("pdfbox-app-*.jar")):
            return [str(jar)]
    jars = [f"/usr/share/java/{name}.jar" for name in _DEBIAN]
    if all(map(os.path.isfile, jars)):
        return jars
    raise PathUnavailable(f"PDFBox is not installed: {INSTALL} (or pip install python-pdfbox-v2)")


def read(data: bytes, options: ReadOptions, *mode: str) -> Reading:
    """Reads with PDFTextStripper. The program gives no boxes.

    Args:
        data: the file.
        options: password and page limit are heeded.
        *mode: further arguments of ExtractText.

    Raises:
        PasswordError: encrypted, and the password does not open it.
        ProcessError: Java ended with an error.
    """
    arguments = [*_JVM, "-cp", os.pathsep.join(map(os.path.abspath, _class_path()))]
    arguments += ["org.apache.pdfbox.tools.ExtractText", "-console", "-encoding", "UTF-8"]
    arguments += ["-endPage", str(options.max_pages), *mode]
    if options.password:
        arguments += ["-password", options.password]
    with work_folder(options) as folder:
        (folder / "document.pdf").write_bytes(data)
        # A file of arguments (JEP 293) keeps the password out of the list of processes.
        (folder / "arguments").write_text("\n".join(map(_quoted, [*arguments, "document.pdf"])), "utf-8")
        try:
            output, _ = run([_java(), "@arguments"], folder=str(folder))
        except ProcessError as error:
            if "InvalidPasswordException" in error.errors:
                raise PasswordError from error
            thrown = re.search(r'^Exception in thread "main" (.*)', error.errors, re.MULTILINE)
            raise ProcessError(f"PDFBox: {thrown[1][:200]}" if thrown else str(error)) from error
    return Reading(text=output.decode("utf-8", "replace"))


def _quoted(argument: str) -> str:
    escaped = argument.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
