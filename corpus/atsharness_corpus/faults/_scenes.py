"""Pictures without text, drawn by Pillow: a portrait, a logo, a chart, a square code, a landscape.

None shows anybody. All chance comes from the generator given.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

Colour = tuple[int, int, int]
_SKIN = ((241, 205, 180), (224, 176, 142), (187, 131, 96), (132, 86, 60), (94, 62, 46))
_HAIR = ((38, 28, 24), (84, 56, 36), (140, 104, 62), (96, 92, 90), (28, 26, 34))
_CLOTH = ((40, 52, 78), (62, 62, 66), (110, 40, 48), (36, 84, 78), (226, 226, 230))


def portrait(size: tuple[int, int], rng: random.Random) -> Image:
    """Head and shoulders before a soft background, lit from one side, with a sensor's grain."""
    from PIL import ImageChops, ImageDraw, ImageFilter

    width, height = size
    ground = tuple(rng.randint(120, 225) for _ in range(3))
    picture = gradient(size, _mixed(ground, (255, 255, 255), 0.35), _mixed(ground, (20, 20, 30), 0.35), rng)
    pen = ImageDraw.Draw(picture)
    skin, hair, cloth = rng.choice(_SKIN), rng.choice(_HAIR), rng.choice(_CLOTH)
    middle, eyes = width * rng.uniform(0.46, 0.54), height * rng.uniform(0.38, 0.44)
    half = width * rng.uniform(0.19, 0.23)
    tall = half * 1.36
    pen.ellipse((middle - half * 2.3, height * 0.74, middle + half * 2.3, height * 1.4), fill=cloth)
    pen.rectangle((middle - half * 0.45, eyes + tall * 0.5, middle + half * 0.45, height * 0.8), fill=skin)
    pen.ellipse((middle - half * 1.14, eyes - tall * 1.2, middle + half * 1.14, eyes + tall * 0.7), fill=hair)
    pen.ellipse((middle - half, eyes - tall * 0.85, middle + half, eyes + tall), fill=skin)
    pen.pieslice((middle - half, eyes - tall, middle + half, eyes + tall * 0.1), 180, 360, fill=hair)
    for side in (-1, 1):
        x = middle + side * half * 0.42
        pen.ellipse(
            (x - half * 0.15, eyes - half * 0.08, x + half * 0.15, eyes + half * 0.1), fill=(250,) * 3
        )
        pen.ellipse((x - half * 0.08, eyes - half * 0.07, x + half * 0.08, eyes + half * 0.09), fill=hair)
        pen.line(
            (x - half * 0.24, eyes - half * 0.24, x + half * 0.24, eyes - half * 0.26),
            fill=hair,
            width=max(1, round(half * 0.07)),
        )
    dark = _mixed(skin, (60, 20, 10), 0.35)
    pen.line(
        (middle, eyes + half * 0.1, middle + half * 0.1, eyes + half * 0.5),
        fill=dark,
        width=max(1, round(half * 0.05)),
    )
    lips = (middle - half * 0.34, eyes + half * 0.55, middle + half * 0.34, eyes + half * 0.9)
    pen.arc(lips, 20, 160, fill=_mixed(skin, (150, 30, 40), 0.6), width=max(1, round(half * 0.1)))
    shade = gradient(size, (255, 255, 255), (150, 140, 140), rng)
    picture = ImageChops.multiply(picture, shade)
    return grained(picture.filter(ImageFilter.GaussianBlur(max(0.6, width / 200))), rng, 14)


def logo(size: tuple[int, int], accent: str, rng: random.Random) -> Image:
    """Two or three flat shapes on white: a mark as firms and associations have it."""
    from PIL import Image, ImageDraw

    width, height = size
    colour = _rgb(accent)
    picture = Image.new("RGB", size, (255, 255, 255))
    pen = ImageDraw.Draw(picture)
    cut = rng.uniform(0.25, 0.45)
    if rng.random() < 0.5:
        pen.ellipse((0, 0, width - 1, height - 1), fill=colour)
        pen.polygon(
            ((width * cut, height * 0.75), (width * 0.5, height * 0.2), (width * (1 - cut), height * 0.75)),
            fill=(255,) * 3,
        )
    else:
        pen.rectangle((0, 0, width - 1, height - 1), fill=colour)
        pen.ellipse(
            (width * cut, height * cut, width * 0.95, height * 0.95),
            fill=_mixed(colour, (255, 255, 255), 0.6),
        )
    return picture


def chart(size: tuple[int, int], accent: str, rng: random.Random) -> Image:
    """Bars on a base line with thin grid lines, without a word."""
    from PIL import Image, ImageDraw

    width, height = size
    picture = Image.new("RGB", size, (255, 255, 255))
    pen = ImageDraw.Draw(picture)
    for step in range(1, 5):
        y = height * step / 5
        pen.line((0, y, width, y), fill=(222, 222, 222))
    count = rng.randint(5, 9)
    for number in range(count):
        x0 = width * (number + 0.2) / count
        top = height * rng.uniform(0.1, 0.8)
        pen.rectangle((x0, top, x0 + width * 0.6 / count, height - 1), fill=_rgb(accent))
    pen.line((0, height - 1, width, height - 1), fill=(60, 60, 60), width=2)
    return picture


def square_code(size: tuple[int, int], rng: random.Random) -> Image:
    """Modules and three finders as a QR code has them; it encodes nothing."""
    from PIL import Image

    count = rng.choice((25, 29, 33))
    code = Image.new("L", (count + 4, count + 4), 255)
    for y in range(count):
        for x in range(count):
            code.putpixel((x + 2, y + 2), rng.choice((0, 255)))
    for left, top in ((0, 0), (count - 7, 0), (0, count - 7)):
        for y in range(-1, 8):
            for x in range(-1, 8):
                ring = max(abs(x - 3), abs(y - 3))
                if 0 <= left + x < count and 0 <= top + y < count:
                    code.putpixel((left + x + 2, top + y + 2), 255 if ring in (2, 4) else 0)
    side = min(size)
    return code.convert("RGB").resize((side, side), Image.Resampling.NEAREST)


def landscape(size: tuple[int, int], accent: str, rng: random.Random) -> Image:
    """A calm sky in the accent's colour over ridges in the lower right: a header's stock picture."""
    from PIL import ImageDraw, ImageFilter

    width, height = size
    sky = _mixed(_rgb(accent), (255, 255, 255), rng.uniform(0.0, 0.12))
    picture = gradient(size, sky, _mixed(sky, (255, 255, 255), 0.1), rng, angle=0)
    pen = ImageDraw.Draw(picture)
    for depth in range(3):
        colour = _mixed(sky, (255, 255, 255), 0.15 + 0.15 * depth)
        points = [(width * 0.62, float(height))]
        for step in range(9):
            x = width * (0.62 + 0.38 * step / 8)
            points.append((x, height * (0.55 + 0.12 * depth + rng.uniform(-0.12, 0.12) * min(step, 1))))
        pen.polygon([*points, (width, height)], fill=colour)
    return picture.filter(ImageFilter.GaussianBlur(1.2))


def gradient(
    size: tuple[int, int], first: Colour, last: Colour, rng: random.Random, angle: int | None = None
) -> Image:
    """From one colour to another, downwards or (90) to the right; drawn where no angle is given."""
    from PIL import Image

    turned = rng.choice((0, 90)) if angle is None else angle
    ramp = Image.linear_gradient("L")
    if turned == 90:
        ramp = ramp.rotate(90)
    ramp = ramp.resize(size, Image.Resampling.BICUBIC)
    return Image.composite(Image.new("RGB", size, last), Image.new("RGB", size, first), ramp)


def grained(picture: Image, rng: random.Random, width: int) -> Image:
    """The picture with even noise of that many levels taken off."""
    from PIL import Image, ImageChops

    grain = Image.frombytes("L", picture.size, rng.randbytes(picture.width * picture.height))
    grain = grain.point([value * width // 255 for value in range(256)])
    return ImageChops.subtract(picture, Image.merge("RGB", (grain,) * 3))


def _mixed(first: tuple[int, ...], last: Colour, share: float) -> Colour:
    red, green, blue = (round(a * (1 - share) + b * share) for a, b in zip(first, last, strict=True))
    return red, green, blue


def _rgb(colour: str) -> Colour:
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)
