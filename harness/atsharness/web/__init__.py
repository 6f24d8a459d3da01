"""``ats serve``: a page on this machine where files are dropped, checked and shown.

Two processes: the server, which takes files and shows pages, and the checker, which alone opens files,
through the same workers as ``ats check``. All that they write lies in one private folder.
"""
