#!/usr/bin/env bash
# What the tests with a real office program need beside setup.sh: LibreOffice without a screen, and poppler's tools.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

missing=()
command -v soffice >/dev/null || missing+=(libreoffice-calc-nogui libreoffice-writer-nogui)
command -v pdftoppm >/dev/null || missing+=(poppler-utils)
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  say "安装 / installing: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
  say "缺少 / missing: ${missing[*]}。请安装后再运行 make office。"
  exit 1
fi
