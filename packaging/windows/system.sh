#!/usr/bin/env bash
# Debian packages + the zh_CN locale + a fresh Wine prefix. Needs root for apt.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

pkgs=(wine wine64 gcc-mingw-w64-x86-64-win32 binutils-mingw-w64-x86-64 nsis
      xvfb xauth x11-utils xdotool imagemagick fonts-noto-cjk fonts-dejavu-core fontconfig
      osslsigncode ca-certificates locales libnss-wrapper unzip)
need=()
for p in "${pkgs[@]}"; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null || true)" = installed ] || need+=("$p")
done
if [ ${#need[@]} -gt 0 ]; then
  say "apt: ${need[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get install -y -qq --no-install-recommends "${need[@]}" >"$WINLAB/apt.log" 2>&1 \
    || { tail -20 "$WINLAB/apt.log" >&2; die "apt-get failed"; }
fi

if ! LC_ALL=C locale -a | grep -qix 'zh_CN.utf-\?8'; then
  say "locale zh_CN.UTF-8"
  LC_ALL=C localedef -i zh_CN -f UTF-8 zh_CN.UTF-8
fi
. "$WINLAB_HERE/env.sh"      # again, now with the locale and libnss-wrapper there

if [ ! -e "$WINEPREFIX/.winlab-ready" ]; then
  say "wine prefix $WINEPREFIX"
  mkdir -p "$WINEPREFIX"
  winrun wineboot -i >/dev/null
  touch "$WINEPREFIX/.winlab-ready"
fi

# A Chinese Windows has YaHei and SimSun, and Segoe UI Symbol for signs: here Noto and DejaVu stand in for them. Each
# prefix is told once, and again when something is added here.
reg="$WINEPREFIX/winlab.reg"
{ printf 'REGEDIT4\n\n[HKEY_CURRENT_USER\\Software\\Wine\\Fonts\\Replacements]\n'
  for f in 'Microsoft YaHei' 'Microsoft YaHei UI' 'SimSun' 'NSimSun' 'SimHei' 'MS Shell Dlg 2' 'Segoe UI'; do
    printf '"%s"="Noto Sans CJK SC"\n' "$f"; done
  printf '"Segoe UI Symbol"="DejaVu Sans"\n'
  # Windows 10 22H2
  printf '\n[HKEY_CURRENT_USER\\Software\\Wine]\n"Version"="win10"\n'; } >"$reg.new"
if ! cmp -s "$reg.new" "$reg"; then
  winrun regedit /S "$(winpath "$reg.new")"
  wineserver -w
  mv "$reg.new" "$reg"
fi
rm -f "$reg.new"
say "system done: $(wine --version 2>/dev/null), prefix $(du -sh "$WINEPREFIX" | cut -f1)"
