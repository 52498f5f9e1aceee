#!/usr/bin/env bash
# three small DLLs for what Wine 8 lacks and Qt 6 wants. They go into the Wine
# prefix only, never into a build (real Windows has the true ones).
#   winlab-uisettings.dll  WinRT class Windows.UI.ViewManagement.UISettings (Qt >= 6.8)
#   icuuc.dll              ICU of Windows 10; for Qt >= 6.9, unused by Qt 6.8
#   mscms.dll              colour profiles; for Qt >= 6.9, unused by Qt 6.8
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
sys=$WINEPREFIX/drive_c/windows/system32
[ -d "$sys" ] || die "run system.sh first"
sum=$(cat "$WINLAB_HERE"/shims/*.c | sha256sum | cut -d' ' -f1)
[ "$(cat "$WINEPREFIX/.winlab-shims" 2>/dev/null)" = "$sum" ] && { say "shims: already done"; exit 0; }

cc() { x86_64-w64-mingw32-gcc -shared -Os -s -static-libgcc "$@"; }
cc -o "$sys/winlab-uisettings.dll" "$WINLAB_HERE/shims/uisettings.c"
cc -o "$sys/icuuc.dll" "$WINLAB_HERE/shims/icuuc.c"
rm -f "$sys/mscms.dll"; cc -o "$sys/mscms.dll" "$WINLAB_HERE/shims/mscms.c"
key='HKLM\Software\Microsoft\WindowsRuntime\ActivatableClassId\Windows.UI.ViewManagement.UISettings'
winrun reg add "$key" /v DllPath /t REG_SZ /d 'C:\windows\system32\winlab-uisettings.dll' /f >/dev/null
wineserver -w
printf %s "$sum" >"$WINEPREFIX/.winlab-shims"
say "shims done"
