"""The steps of one alignment, in order: seeds, gaps, matching, residue; then images, labels, confusions.

`atsharness.align` calls them; nothing else does.
"""
