#!/usr/bin/env bash
# Installs Debian's chromium, and a font to draw with, where they are missing.
# Another browser of the family serves as well: CHROMIUM=/path/to/it make browser
set -euo pipefail

have_browser() { [ -x "${CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome >/dev/null; }
have_font() { command -v fc-list >/dev/null && fc-list | grep -qi dejavu; }

if have_browser && have_font; then
  exit 0
fi
as_root=
if [ "$(id -u)" != 0 ]; then
  as_root=sudo
fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -q
$as_root apt-get install -y -q --no-install-recommends chromium fontconfig fonts-dejavu-core fonts-wqy-microhei
have_browser
