"""Documents without pages: what a person reads in an ODT, RTF, HTML or plain text file."""
