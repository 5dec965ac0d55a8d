"""Run as ``python -m giliran``."""

from giliran.cli import main

if __name__ == "__main__":
    main()
