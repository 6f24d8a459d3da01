"""Names, contact data and digits replaced by others, so that a report can be shown to anybody. Pure.

Every character is replaced by one character, and the same word always by the same other word: places,
lengths and word diffs stay as they are, and what a reader breaks is still seen to be broken. Without the
file nobody can tell the replaced text from its replacement (HMAC-SHA-256, keyed by the file).
"""
