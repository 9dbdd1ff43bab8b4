#!/usr/bin/env bash
# Writes requirements.lock from pyproject.toml: every package with version and hashes, no server named in it.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=build/lock-tools
[ -x $tools/bin/pip-compile ] || { .venv/bin/python -m venv --clear $tools && $tools/bin/pip install --quiet pip-tools; }
CUSTOM_COMPILE_COMMAND="make lock" $tools/bin/pip-compile pyproject.toml --output-file requirements.lock --quiet \
  --extra team --extra dev --strip-extras --allow-unsafe --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host "$@"
