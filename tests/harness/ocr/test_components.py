"""Connected shapes of a small picture."""

import numpy as np

from atsharness.ocr.components import components


def test_components_touch_across_corners():
    ink = np.array(
        [[1, 0, 0, 0, 1], [0, 1, 0, 0, 1], [1, 0, 0, 1, 0], [0, 0, 0, 0, 0], [0, 1, 1, 0, 0]], dtype=bool
    )
    found = sorted((part.x0, part.y0, part.x1, part.y1, part.area) for part in components(ink))
    assert found == [(0, 0, 2, 3, 3), (1, 4, 3, 5, 2), (3, 0, 5, 3, 3)]
