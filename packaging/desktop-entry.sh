#!/usr/bin/env bash
# Puts Duikan, run from these sources, into this user's menu of programs, with its icon.
set -euo pipefail
cd "$(dirname "$0")/.."

share=${XDG_DATA_HOME:-$HOME/.local/share}
install -D -m 644 resources/icons/duikan.svg "$share/icons/hicolor/scalable/apps/duikan.svg"
install -d "$share/applications"
sed "s|^Exec=duikan|Exec=\"$PWD/.venv/bin/duikan\"|" packaging/duikan.desktop >"$share/applications/duikan.desktop"
! command -v update-desktop-database >/dev/null || update-desktop-database -q "$share/applications"
printf 'Duikan is in the menu: %s\n' "$share/applications/duikan.desktop"
