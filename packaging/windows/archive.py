"""A folder as a .zip that is the same whenever it is made: sorted, one time, no owner.

python packaging/windows/archive.py FOLDER TARGET.zip SECONDS
"""

import sys
import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def main(folder: Path, target: Path, seconds: int) -> int:
    when = time.gmtime(seconds)[:6]
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = ZipInfo(path.relative_to(folder.parent).as_posix(), when)
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0  # Windows: no rights of a user of this machine
            archive.writestr(info, path.read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
