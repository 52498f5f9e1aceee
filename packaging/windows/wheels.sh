#!/usr/bin/env bash
# The packages of the Windows program, for Windows, as requirements.lock says: every hash is asked for.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
[ -e "$WINLAB_PY/python.exe" ] || die "run python.sh first"
root=$WINLAB_HERE/../..

wanted=$WINLAB/windows.lock
"$root/.venv/bin/python" "$WINLAB_HERE/locked.py" >"$wanted"
sum=$(sha256sum <"$wanted" | cut -d' ' -f1)
mark=$WINLAB_PY/.winlab-reqs
[ "$(cat "$mark" 2>/dev/null)" = "$sum" ] && { say "wheels: already there"; exit 0; }

new=$WINLAB/tmp-sp; rm -rf "$new"
say "downloading wheels for Windows"
"$root/.venv/bin/python" -m pip install -q --root-user-action=ignore --disable-pip-version-check --no-deps --no-compile \
  --platform win_amd64 --implementation cp --python-version 3.11 --abi cp311 --abi abi3 --abi none \
  --only-binary=:all: --require-hashes --target "$new" -r "$wanted"

# Never shipped, never needed to build: QML, designer tools, headers.
rm -rf "$new"/PySide6/{qml,include,typesystems,metatypes,scripts,doc,glue,resources} \
       "$new"/PySide6/*.exe "$new"/PySide6/*.lib "$new"/bin
rm -rf "$WINLAB_SP"; mv "$new" "$WINLAB_SP"
winrun "$WINLAB_PY/python.exe" -m PyInstaller --version > >(cat >/dev/null)
printf %s "$sum" >"$mark"
say "wheels done: site-packages $(du -sh "$WINLAB_SP" | cut -f1)"
