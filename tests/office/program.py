"""LibreOffice without a screen."""

import subprocess
from pathlib import Path


def converted(path: Path, kind: str, folder: Path, profile: Path) -> Path:
    """The file as LibreOffice saves it in that kind, in `folder`; `profile`: where it keeps its own things."""
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
    done = subprocess.run(
        [*command, "--outdir", str(folder), str(path)], capture_output=True, text=True, timeout=180, check=False
    )
    made = folder / f"{path.stem}.{kind.partition(':')[0]}"
    if not made.exists():
        raise RuntimeError(f"{path.name} was not converted to {kind}: {done.stdout} {done.stderr}")
    return made
