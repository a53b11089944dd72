"""What holds for every page kind in real Chromium. Whole stories are in tests/journeys."""
