"""`onrecord follow`: tell me when something new is said."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..counting import numbered
from .commands import App
from .opening import open_engine
from .options import IndexFolder, Json
from .output import note, print_json, stdout_console, tell
from .text import clean

if TYPE_CHECKING:
    from ..following import News

follow = App(
    name="follow",
    help="Save questions, and tell what is new since they were last run, each statement once.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@follow.command()
def add(
    question: Annotated[str, typer.Argument(metavar="QUESTION", show_default=False)],
    index: IndexFolder,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Report what the archive already holds, too, at the next run.")
    ] = False,
    json: Json = False,
) -> None:
    """Save a question.

    \b
    Examples:
      onrecord follow add "what did Putin say about Tomahawks" --index archive
      onrecord follow add "who criticised the budget" --all --index archive
    """  # noqa: D301
    from ..following import FollowBook, find_news

    book = FollowBook(index)
    engine = open_engine(index, json=json)
    try:
        seen = [] if everything else find_news(engine, question, ()).seen
    finally:
        engine.close()
    saved = book.add(question, _now().date().isoformat(), seen)
    if json:
        print_json({"number": saved.number, "question": saved.question, "known": len(saved.seen)})
    else:
        tell(f"{saved.number}. {saved.question} ({numbered(len(saved.seen), 'statement')} known)")


@follow.command(name="list")
def list_(index: IndexFolder, *, json: Json = False) -> None:
    """List the saved questions.

    \b
    Examples:
      onrecord follow list --index archive
    """  # noqa: D301
    from ..following import FollowBook

    follows = FollowBook(index).follows
    if json:
        print_json(
            {"follows": [{"number": one.number, "question": one.question, "since": one.since} for one in follows]}
        )
        return
    for one in follows:
        tell(f"{one.number}. {one.question} (since {one.since}, {numbered(len(one.seen), 'statement')} known)")
    if not follows:
        note("no saved question; onrecord follow add saves one")


@follow.command()
def remove(number: Annotated[int, typer.Argument(metavar="NUMBER")], index: IndexFolder) -> None:
    """Forget a saved question.

    \b
    Examples:
      onrecord follow remove 2 --index archive
    """  # noqa: D301
    from ..following import FollowBook

    gone = FollowBook(index).remove(number)
    tell(f"forgotten: {gone.question}")


@follow.command()
def run(
    index: IndexFolder,
    *,
    feed: Annotated[
        Path | None, typer.Option("--atom", metavar="FILE", help="Write an Atom feed as well.")
    ] = None,
    mail: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Mail what is new, by the system's sendmail.")
    ] = None,
    webhook: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Send what is new there as JSON, signed with ONRECORD_WEBHOOK_SECRET."),
    ] = None,
    json: Json = False,
) -> None:
    """Run the saved questions; what is new is told once.

    \b
    Examples:
      onrecord follow run --index archive
      onrecord follow run --index archive --mail desk@example.org
      onrecord follow run --index archive --atom news.xml --json
      onrecord follow run --index archive --webhook https://desk.example.org/news
    """  # noqa: D301
    from ..following import FollowBook, atom, find_news

    book = FollowBook(index)
    engine = open_engine(index, json=json)
    try:
        every = [find_news(engine, one.question, one.seen) for one in book.follows]
    finally:
        engine.close()
    told = [one for one in every if one.citations]
    if feed is not None:
        feed.write_bytes(atom(told, _now()))
    if mail is not None and told:
        _mail(told, mail)
    if webhook is not None and told:
        from ..following.webhook import post, secret_of_environment

        post(webhook, _record(told), secret_of_environment())
    _show(told, json=json)
    # Noted last: what could not be told is new again next time.
    for saved, news in zip(book.follows, every, strict=True):
        saved.seen = list(dict.fromkeys([*saved.seen, *news.seen]))
    book.write()


def _show(told: list[News], *, json: bool) -> None:
    if json:
        print_json(_record(told))
        return
    from rich.text import Text

    from .render import render_statements

    for one in told:
        stdout_console().print(Text(clean(one.question), style="bold underline"))
        stdout_console().print(render_statements(one.citations))
    if not told:
        note("nothing new")


def _record(told: list[News]) -> dict[str, object]:
    from ..records import citation_records

    return {"news": [{"question": one.question, "statements": citation_records(one.citations)} for one in told]}


def _mail(told: list[News], address: str) -> None:
    import subprocess
    from email.message import EmailMessage
    from shutil import which

    from onrecord.index import OnrecordError

    from ..citing import cite

    sendmail = which("sendmail") or which("sendmail", path="/usr/sbin:/usr/lib")
    if sendmail is None:
        raise OnrecordError("this system has no sendmail; install one (postfix, msmtp), or take --atom or --json")
    if "\n" in address or "\r" in address or address.startswith("-") or "@" not in address:
        raise OnrecordError(f"{address!r} is no address")
    message = EmailMessage()
    message["To"] = address
    message["Subject"] = f"onrecord: {sum(len(one.citations) for one in told)} new"
    body = (f"{one.question}\n\n" + "\n\n".join(cite(each, "text") for each in one.citations) for one in told)
    message.set_content("\n\n\n".join(body))
    done = subprocess.run([sendmail, "-i", "--", address], input=message.as_bytes(), check=False, timeout=60)  # noqa: S603
    if done.returncode:
        raise OnrecordError(f"{sendmail} ended with {done.returncode}; the news will be told again next time")


def _now() -> datetime:
    return datetime.now(UTC)
