"""``python -m revdiff``, for where the command itself is not on the path."""

from revdiff.cli import run

if __name__ == "__main__":
    run()
