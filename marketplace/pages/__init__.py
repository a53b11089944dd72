"""Pages of the house itself: home, help, texts of law, feed, sitemap."""
