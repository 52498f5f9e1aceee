"""What both programs of the Windows folder begin with."""

import sys

from desktop.__main__ import main

sys.exit(main())
