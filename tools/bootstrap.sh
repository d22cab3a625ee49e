#!/bin/sh
# Sets up .venv with the locked dependencies and this checkout, unless it stands already.
#
# Looks for a Python of at least 3.12 that runs: $PYTHON, then the usual names on PATH, then pyenv's versions.
set -eu
cd "$(dirname "$0")/.."

usable() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        usable "$PYTHON" && echo "$PYTHON" && return
        echo "PYTHON=$PYTHON is no Python of at least 3.12 with venv and pip." >&2
        return 1
    fi
    for python in python3.12 python3.13 python3.14 python3 python; do
        usable "$python" && command -v "$python" && return
    done
    for python in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-9]*/bin/python; do
        usable "$python" && echo "$python" && return
    done
    echo "dateline needs Python 3.12 or newer, with venv and pip, and found none." >&2
    echo "Install one (Debian/Ubuntu: apt install python3.12 python3.12-venv; macOS: brew install python@3.12;" >&2
    echo "anywhere: pyenv install 3.12), or name one: make setup PYTHON=/path/to/python3.12" >&2
    return 1
}

# The stamp holds what the environment was made from; another lock file or project file makes it anew.
stamp=$(cat requirements.lock pyproject.toml tools/bootstrap.sh | cksum)
if [ -x .venv/bin/dateline ] && [ "$(cat .venv/.stamp 2>/dev/null)" = "$stamp" ]; then
    exit 0
fi
python=$(find_python)
echo "Setting up .venv with $("$python" --version) (about a minute, once)"
rm -rf .venv
"$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
echo "$stamp" > .venv/.stamp
