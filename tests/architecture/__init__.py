"""The house law as tests: pure rules, the whole project held to them, a breach planted for each."""
