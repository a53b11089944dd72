"""Settings -> create_app -> ``app``: what every WSGI server and the ``flask`` command load."""

import gc
import os
import sys

# What modules make at a start stays. To look through it for garbage, again and again while it
# grows, takes a fifth of the start.
gc.disable()

from config import ConfigError, Mode, Settings  # noqa: E402 - see above
from marketplace.app import create_app  # noqa: E402 - see above
from marketplace.web.logs import configure_logging  # noqa: E402 - see above

# The `flask` command marks itself. A developer's shell may then leave TALAT_MODE out; a server
# never may, because what is forgotten must not relax anything.
_DEFAULT_MODE = Mode.DEV if os.environ.get("FLASK_RUN_FROM_CLI") else Mode.PRODUCTION

try:
    settings = Settings.load(os.environ, _DEFAULT_MODE)
except ConfigError as error:
    sys.exit(str(error))

configure_logging(settings)
app = create_app(settings)
gc.freeze()
gc.enable()
