"""What the office reads: its desk, and the journal."""
