"""`python -m quotes` is the same as `quotes`."""

from quotes.runtime.ending_signals import handle_signals


def run() -> None:
    """Run the program, which signals end without a word from the first import on."""
    handle_signals()
    from quotes.cli.main import main

    main(prog_name="quotes")


if __name__ == "__main__":
    run()
