"""Real Chromium against the real server: visitors, axe, Lighthouse, pictures."""
