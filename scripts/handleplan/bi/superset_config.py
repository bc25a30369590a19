"""What the server is set to; Superset reads it by the name in SUPERSET_CONFIG_PATH, in its own environment."""

import copy
import os
from pathlib import Path

from superset.config import TALISMAN_CONFIG as THEIRS

_HOME = Path(os.environ["SUPERSET_HOME"])

SECRET_KEY = (_HOME / "secret").read_text(encoding="utf-8")
SQLALCHEMY_DATABASE_URI = f"sqlite:///{_HOME / 'superset.db'}"
SESSION_COOKIE_SAMESITE = "Strict"
# Who opens a page asks nobody but this server for anything: Superset's pages would load pictures and fonts from others.
TALISMAN_CONFIG = copy.deepcopy(THEIRS)
TALISMAN_CONFIG["content_security_policy"] |= {
    "img-src": ["'self'", "blob:", "data:"],
    "connect-src": ["'self'"],
    "style-src": ["'self'", "'unsafe-inline'"],
}
