; The installer: per user, no administrator, no question of the system. Defines: DIST OUTDIR VERSION.
;   yusuanben-VERSION-setup.exe /S [/D=C:\some folder]     silent; 0 done, 2 not done (the program is open, old Windows)
Unicode true
; 64 bits where NSIS has them, as Debian's does; the one for Windows has 32 only, which every Windows 10 runs as well.
!if /FileExists "${NSISDIR}/Stubs/lzma_solid-amd64-unicode"
  Target amd64-unicode
!endif
!define APP "预算本"
!define ID "Yusuanben"
!define EXE "yusuanben.exe"
!define UNINST "Software\Microsoft\Windows\CurrentVersion\Uninstall\${ID}"
Name "${APP} ${VERSION}"
; File and OutFile take a path apart at the sign of the system that compiles.
!ifdef NSIS_WIN32_MAKENSIS
  !define / "\"
!else
  !define / "/"
!endif
OutFile "${OUTDIR}${/}yusuanben-${VERSION}-setup.exe"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${ID}"
InstallDirRegKey HKCU "Software\${ID}" "InstallDir"
SetCompressor /SOLID lzma
SetCompressorDictSize 64

ManifestDPIAware true
ManifestLongPathAware true
ManifestSupportedOS Win10
BrandingText "${APP} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${APP}"
VIAddVersionKey /LANG=2052 "FileDescription" "${APP}安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "Yusuanben"
!include MUI2.nsh
!include WinVer.nsh
!include x64.nsh
!define MUI_ICON "../../resources/icons/yusuanben.ico"
!define MUI_UNICON "../../resources/icons/yusuanben.ico"
; The uninstaller is signed as the rest is; SIGN is the command of YUSUANBEN_SIGN.
!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
!endif
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!define MUI_FINISHPAGE_RUN_TEXT "打开${APP}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; A kind of file of ours, opened by the window; taken back only while it still is ours.
!macro Open ending kind what
  WriteRegStr HKCU "Software\Classes\${ending}" "" "${ID}.${kind}"
  WriteRegStr HKCU "Software\Classes\${ending}\OpenWithProgids" "${ID}.${kind}" ""
  WriteRegStr HKCU "Software\Classes\${ID}.${kind}" "" "${APP}${what}"
  WriteRegStr HKCU "Software\Classes\${ID}.${kind}\DefaultIcon" "" "$INSTDIR\${EXE},0"
  WriteRegStr HKCU "Software\Classes\${ID}.${kind}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
!macroend
!macro NoLongerOpen ending kind
  DeleteRegKey HKCU "Software\Classes\${ID}.${kind}"
  DeleteRegValue HKCU "Software\Classes\${ending}\OpenWithProgids" "${ID}.${kind}"
  DeleteRegKey /ifempty HKCU "Software\Classes\${ending}\OpenWithProgids"
  ReadRegStr $0 HKCU "Software\Classes\${ending}" ""
  StrCmp $0 "${ID}.${kind}" 0 +2
  DeleteRegValue HKCU "Software\Classes\${ending}" ""
  DeleteRegKey /ifempty HKCU "Software\Classes\${ending}"
!macroend

; While a program of the folder runs, its file can't be opened for writing. Whoever installs is asked; a silent
; installer waits ten seconds, then gives up and has changed nothing.
!macro WaitUntilClosed un what
Function ${un}WaitUntilClosed
  StrCpy $1 0
  again:
  IfFileExists "$INSTDIR\${EXE}" 0 closed
  ClearErrors
  FileOpen $0 "$INSTDIR\${EXE}" a
  IfErrors open
  FileClose $0
  ClearErrors
  FileOpen $0 "$INSTDIR\yusuanben-cli.exe" a
  IfErrors open
  FileClose $0
  closed:
  Return
  open:
  IfSilent 0 ask
  IntOp $1 $1 + 1
  IntCmp $1 20 giveup 0 giveup
  Sleep 500
  Goto again
  ask:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${APP}正在运行。$\r$\n$\r$\n请先关闭${APP}的所有窗口（已录入的数都已保存），再点“重试”继续${what}。" IDRETRY again
  giveup:
  SetErrorLevel 2
  Quit
FunctionEnd
!macroend
!insertmacro WaitUntilClosed "" "安装"
!insertmacro WaitUntilClosed "un." "卸载"

Function .onInit
  ${IfNot} ${AtLeastWin10}
    Goto old
  ${EndIf}
  ${IfNot} ${AtLeastBuild} 17763
    Goto old
  ${EndIf}
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "${APP}需要 64 位的 Windows。这台电脑是 32 位的，没有安装任何东西。" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  Return
  old:
  MessageBox MB_ICONSTOP "${APP}需要 Windows 10（1809）或更高版本。这台电脑的系统太旧，没有安装任何东西。" /SD IDOK
  SetErrorLevel 2
  Quit
FunctionEnd

Section
  ; A folder of somebody else's: what is replaced below, and uninstalled, would be theirs. Other programs have an
  ; uninstall.exe and a lib, too; a portable one of ours has no uninstall.exe. An installation that broke off is known
  ; by the registry.
  IfFileExists "$INSTDIR\${EXE}" 0 unknown
  IfFileExists "$INSTDIR\uninstall.exe" ours foreign
  unknown:
  ReadRegStr $0 HKCU "Software\${ID}" "InstallDir"
  StrCmp $0 $INSTDIR ours
  IfFileExists "$INSTDIR\uninstall.exe" foreign
  IfFileExists "$INSTDIR\lib" foreign
  IfFileExists "$INSTDIR\licences" foreign ours
  foreign:
  MessageBox MB_ICONSTOP "“$INSTDIR”里已有别的内容。请另选一个文件夹；没有安装任何东西。" /SD IDOK
  SetErrorLevel 2
  Quit
  ours:
  Call WaitUntilClosed
  SetOutPath "$INSTDIR"
  WriteRegStr HKCU "Software\${ID}" "InstallDir" "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ; What an earlier version left and this one no longer has must not be found by it.
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\licences"
  File /r "${DIST}${/}*"
  CreateShortcut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\${EXE}"
  CreateShortcut "$DESKTOP\${APP}.lnk" "$INSTDIR\${EXE}"
  !insertmacro Open .ysb Book 账套
  !insertmacro Open .ysbpack Pack 表样包
  WriteRegStr HKCU "${UNINST}" "DisplayName" "${APP}"
  WriteRegStr HKCU "${UNINST}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINST}" "Publisher" "Yusuanben"
  WriteRegStr HKCU "${UNINST}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${UNINST}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINST}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINST}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINST}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINST}" "NoRepair" 1
  SectionGetSize 0 $0
  WriteRegDWORD HKCU "${UNINST}" "EstimatedSize" $0
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section Uninstall
  Call un.WaitUntilClosed
  ; Only what was installed: books, settings, logs and packs of the user stay, also those put into this folder.
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\bom.cdx.json"
  Delete "$INSTDIR\${EXE}"
  Delete "$INSTDIR\yusuanben-cli.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${APP}.lnk"
  Delete "$DESKTOP\${APP}.lnk"
  DeleteRegKey HKCU "${UNINST}"
  DeleteRegKey HKCU "Software\${ID}"
  !insertmacro NoLongerOpen .ysb Book
  !insertmacro NoLongerOpen .ysbpack Pack
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
