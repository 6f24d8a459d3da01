"""Rules 3xx: fields that paths lose."""
