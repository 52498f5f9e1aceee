#!/usr/bin/env bash
# All that a Windows build needs, step by step, then the build: make.sh exe | installer | portable | all
# Each step sees by itself that its work is done. On Windows: Git Bash, Python 3.11 (py) and NSIS (makensis) are wanted.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/env.sh"
if [ ${#WINE[@]} = 0 ]; then
  cd "$here/../.."
  [ -e "$PYTHON" ] || py -3.11 -m venv .venv
  "$PYTHON" -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
else
  for step in system python wheels shims; do "$here/$step.sh"; done
fi
exec "$here/build.sh" "$@"
