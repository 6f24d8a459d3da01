"""The steps of one alignment, in order: seeds, gaps, matching, residue; then images, labels, confusions.

`atsharness.harness.align` calls them; nothing else does.
"""
