"""Draws docs/layouts.webp: one small picture of every layout's first page, from corpus/rendered."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RENDERED = ROOT / "corpus" / "rendered"
TARGET = ROOT / "docs" / "layouts.webp"
COLUMNS = 6
WIDTH, HEIGHT, CAPTION, GAP = 255, 330, 22, 10
"""Pixels of a picture, its caption and the space around."""


def main() -> None:
    """Writes the sheet."""
    import pypdfium2
    from PIL import Image, ImageDraw

    from atsharness_corpus.labels import read_labels

    first = {
        label.layout: label
        for label in reversed(read_labels(RENDERED / "labels.json").files)
        if label.seed == 0
    }
    rows = -(-len(first) // COLUMNS)
    size = (COLUMNS * (WIDTH + GAP) + GAP, rows * (HEIGHT + CAPTION + GAP) + GAP)
    sheet = Image.new("RGB", size, "#d8dbe0")
    pen = ImageDraw.Draw(sheet)
    for index, (layout, label) in enumerate(sorted(first.items())):
        with pypdfium2.PdfDocument(RENDERED / label.file) as document:
            picture = document[0].render(scale=2).to_pil().convert("RGB")
        picture.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        x = GAP + index % COLUMNS * (WIDTH + GAP)
        y = GAP + index // COLUMNS * (HEIGHT + CAPTION + GAP)
        pen.text((x, y + 4), layout, fill="#1d232b", font_size=12)
        sheet.paste(picture, (x, y + CAPTION))
    out = BytesIO()
    sheet.save(out, "webp", quality=72, method=6)
    TARGET.write_bytes(out.getvalue())
    print(f"{len(first)} layouts in {TARGET.relative_to(ROOT)}, {len(out.getvalue()) // 1024} kB")


if __name__ == "__main__":
    main()
