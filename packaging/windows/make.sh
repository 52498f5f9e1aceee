#!/usr/bin/env bash
# All that a Windows build on Linux needs, step by step, then the build: make.sh exe | installer | portable | all
# Each step sees by itself that its work is done.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for step in system python wheels shims; do "$here/$step.sh"; done
exec "$here/build.sh" "$@"
