"""The HTTP service over a built graph. Read `service.app` first."""
