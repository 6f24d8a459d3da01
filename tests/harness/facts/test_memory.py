"""Memory of a long document: of each page its facts are kept, not its pictures."""

import subprocess
import sys

import pytest

PEAK = """
import resource, sys
import pymupdf
from atsharness.facts.gather import gather
with pymupdf.open() as made:
    for _ in range(int(sys.argv[1])):
        page = made.new_page(width=612, height=792)
        for at in range(20):
            page.insert_text((50, 80 + 14 * at), "Senior engineer with nine years of building services")
    data = made.tobytes()
found = gather(data)
assert len(found.pages) == int(sys.argv[1]) and not found.failed
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
FEW, MANY = 4, 34
MOST_MB = 2.0
"""A page more; 10 MB while the pictures of all pages were kept."""


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of ru_maxrss differs")
def test_a_page_more_costs_two_megabytes_at_most():
    few, many = (
        int(subprocess.run([sys.executable, "-c", PEAK, str(n)], capture_output=True, check=True).stdout)
        for n in (FEW, MANY)
    )
    assert (many - few) / 1024 / (MANY - FEW) < MOST_MB
