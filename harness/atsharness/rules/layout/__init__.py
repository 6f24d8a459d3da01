"""Rules 2xx: order and layout."""
