"""The coding room: a reader of our own in the page, and the routes it writes through."""
