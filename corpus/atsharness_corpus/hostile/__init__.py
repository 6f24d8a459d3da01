"""Small PDF files that stop, flood or deceive parsers: one generator for every mechanism known to us.

A module's constant ``HOSTILE`` lists its files; `catalogue.all_hostile` finds them. They are built when
they are needed and never committed.
"""
