"""Questions the window asks. None blocks: each is opened, and says by a signal what was answered."""
