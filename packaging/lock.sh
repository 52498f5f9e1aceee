#!/usr/bin/env bash
# Writes requirements.lock anew from pyproject.toml: every platform, every hash, no index address.
# `make lock` keeps the versions that still fit; `make lock UPGRADE=1` takes the newest.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools=build/lock-tools
[ -x "$tools/bin/uv" ] || { python3 -m venv "$tools"; "$tools/bin/python" -m pip install -q uv; }
"$tools/bin/uv" pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-header --no-annotate --quiet ${UPGRADE:+--upgrade} --output-file requirements.lock
