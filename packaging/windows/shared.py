"""Where both programs take their modules from: one archive beside the libraries, not one in each .exe.

A run-time hook of PyInstaller: it runs before anything is imported that is not of Python's very beginnings.
"""

import os
import sys

import pyimod01_archive
import pyimod02_importers

place = os.path.join(sys._MEIPASS, "yusuanben.pyz")  # noqa: PTH118  (pathlib lies in it)
pyimod02_importers.pyz_archive = pyimod01_archive.ZlibArchiveReader(place, check_pymagic=True)
sys.path_importer_cache.clear()
# Microsoft's runtime lies here for all, and Qt's libraries lie elsewhere.
os.add_dll_directory(sys._MEIPASS)
