"""What every market begins with: districts, communities, categories, vocabulary, articles.

True of Sukhothai and written for this project, so it may be published; the demo stands on it too.
"""

from marketplace.places.files import Progress, silent
from marketplace.places.load import load_places

__all__ = ["Progress", "load_places", "silent"]
