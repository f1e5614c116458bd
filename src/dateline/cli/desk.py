"""``dateline desk``: an archive on pages of this machine."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.installed import called, how_to_install


@click.command("desk")
@click.argument("archive", required=False, type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), help="Where to answer. Default: the first free one from 8765.")
@click.option("--host", default="127.0.0.1", show_default=True,
              help="The address to answer at. Any other than this machine's own needs the token that is printed.")  # fmt: skip
@click.option("--demo", is_flag=True,
              help="Open the bundled reports, coded into ARCHIVE if they are not there yet. Default: dateline-demo.")  # fmt: skip
@click.option(
    "--open/--no-open", "opens", default=True, help="Open the page in the browser, or only print its address."
)
def desk_command(archive: Path | None, port: int | None, host: str, demo: bool, opens: bool) -> None:
    """Read, search, see and judge an archive in the browser, on this machine alone.

    \b
    dateline code reports.jsonl --into archive
    dateline desk archive

    Nothing leaves this machine and nothing is loaded from elsewhere. Ctrl-C ends it.
    """
    if archive is None and not demo:
        make, see = called("code", "FILE", "--into", "ARCHIVE"), called("desk", "--demo")
        raise click.UsageError(f"name the archive to open; make one with: {make}; or see one with: {see}")
    try:
        from dateline.desk.serving import serve
    except ModuleNotFoundError as error:
        name = (error.name or "").partition(".")[0]
        raise click.ClickException(
            f"the desk needs the package {name!r}, which is not installed; install it with: {how_to_install('desk')}"
        ) from error

    def ready(address: str) -> None:
        click.echo(f"{archive} is open at {address}\nCtrl-C ends it.", err=True)
        if opens:
            import webbrowser

            webbrowser.open(address)

    if demo:
        from dateline.cli.demo import demo_folder

        archive = demo_folder(archive)
    assert archive is not None
    click.echo(f"opening {archive} …", err=True)
    serve(archive, host, port, ready)
