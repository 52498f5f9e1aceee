"""The window: drawing and gestures. Each rule it needs is a call into `db`."""
