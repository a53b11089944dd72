"""From facts to mails, one module a room; see ``notifications/table.py``."""
