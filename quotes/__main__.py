"""`python -m quotes` is the same as `quotes`."""

from quotes.cli.main import main

if __name__ == "__main__":
    main(prog_name="quotes")
