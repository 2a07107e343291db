"""Schedtick and ipykernel, measured by one client, in one run, in turns."""
