"""The notebooks as slides that need no network: one HTML file each."""
