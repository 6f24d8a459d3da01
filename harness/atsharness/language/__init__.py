"""Everything that depends on human languages: dates, periods, headings, addresses, phones, hyphens.

The detectors read RAW as a résumé parser's own patterns do: a value that an extraction tore apart or
spelt with other characters is not found. They share nothing with the alignment, so that a field's
verdict rests on two independent looks.
"""
