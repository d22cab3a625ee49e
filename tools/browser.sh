#!/bin/sh
# Sets up what the browser tests need: Chromium from Debian, playwright in .venv, axe-core in build/axe.
set -eu
cd "$(dirname "$0")/.."

AXE=4.14.1

if ! command -v chromium >/dev/null 2>&1; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        echo "The browser tests need Chromium (Debian/Ubuntu: apt install chromium)." >&2
        exit 1
    fi
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
fi
if ! .venv/bin/python -c "import playwright" 2>/dev/null; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "playwright>=1.60,<2"
fi
if ! grep -q "\"version\": \"$AXE\"" build/axe/node_modules/axe-core/package.json 2>/dev/null; then
    command -v npm >/dev/null 2>&1 || { echo "The browser tests need npm, to fetch axe-core." >&2; exit 1; }
    mkdir -p build/axe
    npm install --silent --no-save --no-audit --no-fund --prefix build/axe "axe-core@$AXE"
fi
