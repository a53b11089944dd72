"""Settings -> create_app -> ``app``: what every WSGI server and the ``flask`` command load."""

import os
import sys

from config import ConfigError, Mode, Settings
from marketplace.app import create_app
from marketplace.web.logs import configure_logging

# The `flask` command marks itself. A developer's shell may then leave TALAT_MODE out; a server
# never may, because what is forgotten must not relax anything.
_DEFAULT_MODE = Mode.DEV if os.environ.get("FLASK_RUN_FROM_CLI") else Mode.PRODUCTION

try:
    settings = Settings.load(os.environ, _DEFAULT_MODE)
except ConfigError as error:
    sys.exit(str(error))

configure_logging(settings)
app = create_app(settings)
