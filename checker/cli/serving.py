"""The commands around the service: start it, its accounts, its backups."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from checker.cli.options import force_option, free_place
from checker.cli.root import main
from checker.errors import SensecheckError

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from api import store as kept


Function = TypeVar("Function", bound=Callable[..., Any])

data_option = click.option(
    "--data",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where everything is kept; your own application data when not given.",
)

database_option = click.option(
    "--database",
    metavar="URL",
    default="",
    envvar="SENSECHECK_DATABASE",
    help="PostgreSQL's address; SQLite in the folder when not given.",
)


@main.declared("Work in the browser")
@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="The port on this machine; 8613, or a free one, when not given.",
)
@data_option
@click.option("--no-browser", is_flag=True, help="Print the address, but do not open it.")
@click.option("--shared", is_flag=True, help="Serve several people, each with an account.")
@click.option("--address", metavar="URL", help="How their browsers reach it; with --shared.")
@click.option(
    "--bind",
    metavar="IP",
    default="127.0.0.1",
    show_default=True,
    help="The address of this machine to listen to; with --shared.",
)
@click.option(
    "--no-worker",
    is_flag=True,
    help="Leave the work to `sensecheck worker`; with --shared.",
)
@database_option
def serve(
    port: int | None,
    data: Path | None,
    no_browser: bool,
    shared: bool,
    address: str | None,
    bind: str,
    no_worker: bool,
    database: str,
) -> None:
    """Check documents in the browser, on this machine alone, or shared.

    Opens a page to upload an area's documents, check them, decide on the
    findings and take the reports away. Runs until it is interrupted (Ctrl+C).
    """
    with _service() as api:
        if not shared:
            api.serve(data or standard_folder(), port, browser=not no_browser, told=announce)
            return
        if address is None:
            raise SensecheckError("serve-address-needed")
        api.serve_shared(
            data or standard_folder(),
            address,
            database=database,
            bind=bind,
            port=port,
            worker=not no_worker,
            told=lambda at: click.echo(f"Sensecheck serves {at}"),
        )


@main.declared("Work in the browser")
@click.command()
@data_option
@database_option
def worker(data: Path | None, database: str) -> None:
    """Do the work of a shared service in a process of its own.

    For `serve --no-worker`, on the same folder and database. Runs until it is
    told to end; what it was doing is then done by the next one.
    """
    with _service() as api:
        api.serve_jobs(
            data or standard_folder(),
            database,
            told=lambda folder: click.echo(f"Sensecheck works on {folder}"),
        )


@main.declared("Work in the browser")
@click.group()
def users() -> None:
    """Look after the accounts of a shared service."""


@users.command("add")
@click.argument("login")
@click.option("--name", required=True, help="The name that stands under decisions.")
@click.option("--administrator", is_flag=True, help="Also looks after accounts and areas.")
@data_option
@database_option
def add_user(login: str, name: str, administrator: bool, data: Path | None, database: str) -> None:
    """Make an account, and print the path of its invitation.

    The path, put behind the service's address, lets its owner choose a password.
    """
    with _writing(data, database, "Make an account") as (people, session):
        account = people.add(session, login, name, administrator=administrator)
        key = people.invite(session, account)
    click.echo(f"/join/{key}")


@users.command("list")
@data_option
@database_option
def list_users(data: Path | None, database: str) -> None:
    """List the accounts."""
    with _opened(data, database) as store, store.reading() as session:
        from api import people

        for account in people.listed(session):
            click.echo("\t".join((account.login, account.name, _state(account))))


@users.command("invite")
@click.argument("login")
@data_option
@database_option
def invite_user(login: str, data: Path | None, database: str) -> None:
    """Invite someone anew: password and tokens open nothing any more."""
    with _writing(data, database, "Invite someone anew") as (people, session):
        key = people.invite(session, _account(people, session, login))
    click.echo(f"/join/{key}")


@users.command("close")
@click.argument("login")
@data_option
@database_option
def close_user(login: str, data: Path | None, database: str) -> None:
    """Close an account; what it decided stays under its name."""
    with _writing(data, database, "Close an account") as (people, session):
        people.close(session, _account(people, session, login))


@main.declared("Work in the browser")
@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path), callback=free_place)
@force_option
@data_option
@database_option
def back_up(file: Path, data: Path | None, database: str) -> None:
    """Write everything that the service keeps into one file.

    It may go on running. The file holds the documents themselves.
    """
    with _opened(data, database) as store:
        from api import backups

        count = backups.back_up(store, file)
    click.echo(f"{file}: {count} {'area' if count == 1 else 'areas'}", err=True)


@main.declared("Work in the browser")
@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@data_option
@database_option
def restore(file: Path, data: Path | None, database: str) -> None:
    """Fill an empty folder, or database, from a backup."""
    with _opened(data, database) as store:
        from api import backups

        count = backups.restore(store, file)
    click.echo(f"{count} {'area' if count == 1 else 'areas'} restored", err=True)


@contextmanager
def _service() -> Iterator[Any]:
    """The service's package, or the sentence that says what to install."""
    try:
        import api.serving
    except ImportError as error:
        raise SensecheckError("serve-missing", cause=f"there is no {error.name}") from None
    yield api.serving


@contextmanager
def _opened(data: Path | None, database: str) -> Iterator[kept.Store]:
    with _service() as api:
        store: kept.Store = api.opened((data or standard_folder()).absolute(), database)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def _writing(data: Path | None, database: str, action: str) -> Iterator[tuple[Any, Session]]:
    """What is done to accounts stands in the trail as done at this computer."""
    with _opened(data, database) as store:
        from api import people, rights, trail

        with store.writing() as session:
            yield people, session
            trail.record(session, rights.Visitor(), action)


def _account(people: Any, session: Session, login: str) -> kept.Account:
    account: kept.Account | None = people.of_login(session, login)
    if account is None:
        raise SensecheckError("account-login", login=login)
    return account


def _state(account: kept.Account) -> str:
    state = "closed" if account.closed else "invited" if account.invitation else "in use"
    return f"{state}, administrator" if account.administrator else state


def announce(address: str) -> None:
    """Say where the page is."""
    click.echo(f"Sensecheck runs at {address}")
    click.echo("Only this machine can reach it. To end it, press Ctrl+C.", err=True)


def standard_folder() -> Path:
    """Where programs keep a user's data on this system."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Sensecheck"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Sensecheck"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "sensecheck"
