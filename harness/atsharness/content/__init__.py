"""What a résumé says: lines to sections, sections to entries; the same for the page and for a path's text."""
