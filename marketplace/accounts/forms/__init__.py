"""Shapes of what people type in the accounts room; each turns itself into a frozen request."""
