"""The steps of one alignment, in order: seeds, gaps, matching, residue; then images, labels, confusions.

`align` calls them; nothing else does.
"""
