"""The house's behaviour, written as tests that mirror the code path by path."""
