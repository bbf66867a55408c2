"""Text of a PDF; a scanned one has none."""

from __future__ import annotations

import io

from coder.errors import CoderError
from coder.read.parsed import Content


def read_pdf(content: bytes, file: str) -> Content:
    """The words of a .pdf file, its pages joined.

    Raises:
        CoderError: not_pdf, pdf_locked, pdf_scanned.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        document = PdfReader(io.BytesIO(content))
        locked = document.is_encrypted and not document.decrypt("")
        pages = [] if locked else [page.extract_text() for page in document.pages]
    # A damaged PDF fails in as many ways as it has parts; each is the same to the user.
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, IndexError,
            RecursionError, NotImplementedError) as error:  # fmt: skip
        reason = str(error).split("\n", 1)[0][:80] or type(error).__name__
        raise CoderError("not_pdf", file=file, reason=reason) from error
    if locked:
        raise CoderError("pdf_locked", file=file)
    if not any(page.strip() for page in pages):
        raise CoderError("pdf_scanned", file=file)
    return Content("\n".join(pages))
