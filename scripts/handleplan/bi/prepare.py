"""Prepares the server's own database and loads a bundle: `python prepare.py bundle.zip`, in Superset's environment.

With the password of the new admin on its standard input the database is made first. One process does all of it,
since each start of Superset takes seconds.
"""

import sys
import zipfile
from pathlib import Path

import yaml


def make_database(password: str) -> None:
    """Makes the tables, the roles and the admin."""
    import superset
    from flask_migrate import upgrade

    upgrade(directory=str(Path(superset.__file__).parent / "migrations"))
    superset.appbuilder.add_permissions(update_perms=True)
    superset.security_manager.sync_role_definitions()
    admin = superset.security_manager.find_role("Admin")
    superset.security_manager.add_user("admin", "Action", "plans", "admin@localhost", admin, password)


def load(bundle: Path, is_first: bool) -> None:
    """Loads a bundle: the first as `superset import-dashboards` does, another in the place of the one before."""
    from flask import g
    from superset import security_manager
    from superset.commands.dashboard.importers.dispatcher import ImportDashboardsCommand
    from superset.commands.importers.v1.assets import ImportAssetsCommand

    g.user = security_manager.find_user("admin")
    with zipfile.ZipFile(bundle) as archive:
        contents = {name.split("/", 1)[1]: archive.read(name).decode() for name in archive.namelist()}
    if is_first:
        ImportDashboardsCommand(contents, overwrite=True).run()
        return
    metadata = yaml.safe_load(contents["metadata.yaml"]) | {"type": "assets"}
    ImportAssetsCommand(contents | {"metadata.yaml": yaml.safe_dump(metadata)}).run()


def main() -> None:
    """The command line."""
    from superset.app import create_app

    password = sys.stdin.read().strip()
    with create_app().app_context():
        if password:
            make_database(password)
        load(Path(sys.argv[1]), is_first=bool(password))


if __name__ == "__main__":
    main()
