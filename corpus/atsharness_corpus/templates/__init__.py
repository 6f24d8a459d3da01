"""Public résumé templates, unmodified, filled with one fictional person: what each makes of the same data.

A runner a file says which templates an ecosystem has, installs them at pinned versions into a cache folder
and has them print. No template's code is part of this repository.
"""
