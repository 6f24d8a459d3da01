"""People's résumés as ODT, RTF, HTML and plain text, clean and with what readers of those formats lose."""
