#!/usr/bin/env bash
# Plays the user stories in the real window on a screen of its own (Xvfb), by keyboard alone; pictures go to
# build/stories. Ends with 1 when a story did not come to what the command line then says of the project.
#   packaging/stories.sh [check|date|queue|overlaps|undo]...
# Everything is made in a folder thrown away afterwards. Needs xvfb, xdotool, imagemagick.
set -euo pipefail
cd "$(dirname "$0")/.."

size=${SCREEN_SIZE:-1680x1040}
work=$(mktemp -d)

cleanup() {
  [ -z "${screen:-}" ] || kill "$screen" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

mkfifo "$work/display"
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" &
screen=$!
read -r -t 30 number <"$work/display" || { cat "$work/xvfb.log" >&2; exit 1; }

# LC_ALL makes xdotool read and type UTF-8; the window's language is DUIKAN_LANG's.
export DISPLAY=":$number" LC_ALL=C.UTF-8 DUIKAN_LANG=${DUIKAN_LANG:-zh_Hant} QT_QPA_PLATFORM=xcb
.venv/bin/python tests/stories/play.py "$work" "$size" "$@"
