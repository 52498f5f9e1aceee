"""Workbooks that came by mail, looked at: what they are, their forms with a sign where something is wrong, and why."""
