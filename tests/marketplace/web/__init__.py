"""Tests of the web glue."""
