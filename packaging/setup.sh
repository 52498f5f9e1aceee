#!/usr/bin/env bash
# Everything a fresh machine lacks: system libraries and a Chinese font (by apt, when root on Debian or a relative of
# it), then .venv exactly as requirements.lock says, then the project itself. Run again it only looks: well under a second.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$*" >&2; }

# Two `make` at once must not install into the same .venv.
mkdir -p build
if command -v flock >/dev/null; then exec 9>build/setup.lock; flock 9; fi

# What Qt 6.8 loads, by the name the loader asks for, and the Debian package that brings it.
libraries() {
  cat <<'LIST'
libGL.so.1 libgl1
libEGL.so.1 libegl1
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0
libdbus-1.so.3 libdbus-1-3
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libX11-xcb.so.1 libx11-xcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-shm.so.0 libxcb-shm0
libxcb-sync.so.1 libxcb-sync1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1 libwayland-egl1
LIST
}

# Lines "what package" that this machine lacks; nothing when all is there.
missing() {
  [ "$(uname)" = Linux ] || return 0
  libraries | "$python" -c '
import ctypes, sys
for line in sys.stdin:
    try:
        ctypes.CDLL(line.split()[0])
    except OSError:
        print(line.strip())
'
  command -v fc-list >/dev/null || say_line "fc-list fontconfig"
  # `-n`, not `grep -q`: grep would close the pipe early, and pipefail would call that a failure.
  [ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ] || say_line "中文字体/CJK-font fonts-noto-cjk"
}
say_line() { printf '%s\n' "$*"; }

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

apt_install() {
  say "正在安装系统组件 / installing system packages: $*"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2 && apt-get install -y -qq --no-install-recommends "$@" >build/apt.log 2>&1 || {
    tail -n 20 build/apt.log >&2 2>/dev/null || true
    say "系统组件没有装成，见 build/apt.log / apt failed, see build/apt.log"
  }
}

find_python() {
  local candidate
  for candidate in ${PYTHON:-} python3.11 python3 python3.12 python3.13; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
      command -v "$candidate"; return
    fi
  done
  say "缺少 Python 3.11–3.13：请先安装（Debian 12：apt-get install python3 python3-venv）。"
  say "Python 3.11 to 3.13 is missing: install it first."
  return 1
}

system() {
  local lacking packages
  lacking=$(missing)
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    lacking=$(printf '%s\n%s' "$lacking" "python-venv python3-venv")
  fi
  [ -n "$lacking" ] || return 0
  packages=$(printf '%s\n' "$lacking" | awk 'NF { print $2 }' | sort -u | tr '\n' ' ')
  # shellcheck disable=SC2086  # a list of package names
  if can_install; then apt_install $packages; lacking=$(missing); fi
  [ -n "$lacking" ] || return 0
  say "这台机器还缺下列组件，窗口或测试可能因此不能运行 / still missing here, the window or the tests may not run:"
  printf '%s\n' "$lacking" | awk 'NF { print "  " $1 "  (" $2 ")" }' >&2
  say "Debian/Ubuntu: sudo apt-get install --no-install-recommends $packages"
}

# Digest of the files named, with the Python they are installed for.
digest() {
  "$python" -c '
import hashlib, pathlib, sys
text = sys.version.encode() + b"".join(pathlib.Path(name).read_bytes() for name in sys.argv[1:])
print(hashlib.sha256(text).hexdigest())' "$@"
}

# is_done STAMP DIGEST
is_done() { [ "$(cat ".venv/$1" 2>/dev/null)" = "$2" ]; }

environment() {
  local locked project
  locked=$(digest requirements.lock)
  project=$(digest requirements.lock pyproject.toml)
  if ! .venv/bin/python -c 'import pip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
    rm -rf .venv
    "$python" -m venv .venv
  fi
  if ! is_done stamp-locked "$locked"; then
    say "正在按 requirements.lock 安装依赖 / installing what requirements.lock names …"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --retries 5 \
      --require-hashes -r requirements.lock
    printf '%s\n' "$locked" >.venv/stamp-locked
  fi
  if ! is_done stamp-project "$project"; then
    # Nothing is fetched here: the build backend came with the lock.
    PYTHONWARNINGS=ignore .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
      --no-deps --no-build-isolation --no-index -e . 2>build/install.log || { cat build/install.log >&2; return 1; }
    printf '%s\n' "$project" >.venv/stamp-project
  fi
}

python=$(find_python)
system
environment
