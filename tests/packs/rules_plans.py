"""Cases of the checks of purchases, services, projects and performance: see `test_check_rules`."""

QUIET: dict[str, tuple[str, ...]] = {}

# Check -> (what goes wrong, address named). A change to a form is a workbook that somebody altered.
WRONG: dict[str, tuple[tuple[str, ...], str]] = {}

# What is unusual about a book that is right -> (the check that must hold its peace, the changes).
RIGHT: dict[str, tuple[str, str]] = {}
