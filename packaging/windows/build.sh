#!/usr/bin/env bash
# The folder, the installer and the portable archive, by PyInstaller (under Wine, or on Windows in Git Bash) and NSIS:
#   build.sh exe | installer | portable | all      into dist/
# Same commit, same bytes: the time of the last commit stands wherever a time does, and hashing is fixed.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
what=${1:-all}
root=$(realpath "$WINLAB_HERE/../.."); cd "$root"
name=yusuanben; dist=$root/dist; work=$root/build/windows
version=$("$PYTHON" -c 'import tomllib; print(tomllib.load(open("pyproject.toml", "rb"))["project"]["version"])' | tr -d '\r')
export PYTHONHASHSEED=1 SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
natural() { if [ ${#WINE[@]} = 0 ]; then winpath "$1"; else echo "$1"; fi; }  # a path for programs of this system
stamp() { find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +; }

# Signing is a command of the office that ships: it gets the file's path, and must leave it signed in place.
signed() {
  if [ -n "${YUSUANBEN_SIGN:-}" ]; then
    $YUSUANBEN_SIGN "$1"
  else
    say "未签名 / unsigned: ${1##*/} (YUSUANBEN_SIGN names the command that signs)"
  fi
}

licence_of_python() {
  if [ -n "${WINLAB_PY:-}" ]; then echo "$WINLAB_PY/LICENSE.txt"
  else "$PYTHON" -c 'import pathlib, sys; print(pathlib.Path(sys.base_prefix, "LICENSE.txt").as_posix())' | tr -d '\r'; fi
}

exe() {
  local log=$work/pyinstaller.log
  mkdir -p "$work"; rm -rf "${dist:?}/$name" "$work/build"
  say "PyInstaller (log: $log)"
  # Under Wine, Python cannot start with a plain file as stdout; and not "| cat", which waits for Wine's own processes too.
  PYTHONUTF8=1 timeout 1500 "${BUILDER[@]}" -m PyInstaller --noconfirm --log-level INFO \
    --distpath "$(winpath "$dist")" --workpath "$(winpath "$work/build")" build.spec </dev/null > >(cat >"$log") 2>&1 \
    || { tail -30 "$log" >&2; die "PyInstaller failed"; }
  for file in "$dist/$name"/*.exe; do signed "$file"; done
  "$PYTHON" packaging/windows/papers.py "$dist/$name" "$PACKAGES" "$(licence_of_python)"
  stamp "$dist/$name"
}

installer() {
  say "NSIS"
  makensis -V2 -INPUTCHARSET UTF8 "-DDIST=$(natural "$dist/$name")" "-DOUTDIR=$(natural "$dist")" \
    "-DVERSION=$version" \
    ${YUSUANBEN_SIGN:+"-DSIGN=$YUSUANBEN_SIGN"} packaging/windows/installer.nsi >&2
  signed "$dist/$name-$version-setup.exe"
}

portable() {
  say "portable"
  local folder=$dist/$name-$version-portable
  rm -rf "$folder" "$folder.zip"; cp -a "$dist/$name" "$folder"
  # What tells the program that its settings lie beside it.
  printf '便携版：设置和日志存在这个文件夹的 data 里。\n' >"$folder/portable.txt"
  # Explorer unpacks only the .exe that is opened within the archive, which then complains in English of a missing DLL.
  printf '%s\r\n' '请先把压缩包整个解压到一个文件夹（右键，“全部解压缩”），再打开里面的 yusuanben.exe。' \
    '直接在压缩包里打开，会提示 Failed to load Python DLL。' >"$folder/请先全部解压.txt"
  stamp "$folder"
  "$PYTHON" packaging/windows/archive.py "$folder" "$folder.zip" "$SOURCE_DATE_EPOCH"
  rm -rf "$folder"
}

sums() { (cd "$dist" && shopt -s nullglob && sha256sum -- *.exe *.zip >SHA256SUMS); }

case $what in
  exe) exe ;;
  installer) installer; sums ;;
  portable) portable; sums ;;
  all) exe; installer; portable; sums ;;
  *) die "build.sh exe | installer | portable | all" ;;
esac
du -sb "$dist"/* | awk '{printf "%8.1f MB  %s\n", $1/1e6, $2}'
