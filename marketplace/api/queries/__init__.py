"""What the API reads: Core rows, one statement for a page of any length."""
