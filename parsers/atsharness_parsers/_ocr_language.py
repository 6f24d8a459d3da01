"""The languages that Tesseract is told to read one document in."""

from __future__ import annotations

import msgspec

from atsharness.errors import PathUnavailable
from atsharness.language.language_id import language_of
from atsharness.model import ReadOptions
from atsharness_parsers import _tesseract

_DEFAULT = ReadOptions().lang


class DocumentLanguage:
    """What Tesseract is told of a document's language: the settings', until some of its text tells its own.

    Attributes:
        options: to read with.
        lacks: Tesseract's code of the document's own language where there is no data for it.
    """

    def __init__(self, options: ReadOptions, text: str = "") -> None:
        """Starts with the languages of the settings; those that the user asked for are kept.

        Args:
            options: language, program, work folder.
            text: of the document, as far as it is known without OCR.
        """
        self.options = options
        self.lacks: str | None = None
        self._open = options.lang == _DEFAULT
        self.learn(text)

    def learn(self, text: str) -> bool:
        """Takes text of the document.

        Returns:
            Whether its own language is told by it, and `options` ask for that from now on.
        """
        language = language_of(text) if self._open else None
        if language is None:
            return False
        self._open = False
        if language == _DEFAULT:
            return False
        wanted = _with_language(self.options, language)
        if wanted is None:
            self.lacks = language
            return False
        self.options = wanted
        return True


def _with_language(options: ReadOptions, language: str) -> ReadOptions | None:
    """The options with a further language read first, or with it alone, where there is data for it."""
    for languages in (f"{language}+{options.lang}", language):
        wanted = msgspec.structs.replace(options, lang=languages)
        try:
            binary = _tesseract.find(wanted)
            if binary.data is None:
                _tesseract.version(binary, wanted)
        except PathUnavailable:
            continue
        return wanted
    return None
