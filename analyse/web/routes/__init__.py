"""The routes, by what somebody comes to do."""
