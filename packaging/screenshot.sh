#!/usr/bin/env bash
# Opens the real window on a screen of its own (Xvfb) and keeps a picture of it.
#   packaging/screenshot.sh PICTURE.png [argument of duikan]...
# The program's settings and projects go into a folder thrown away afterwards. Needs xvfb, xdotool, imagemagick.
set -euo pipefail
cd "$(dirname "$0")/.."

picture=${1:?name the picture to write}
shift
size=${SCREEN_SIZE:-1680x1040}
work=$(mktemp -d)
mkdir -p "$(dirname "$picture")"

cleanup() {
  [ -z "${program:-}" ] || kill "$program" 2>/dev/null || true
  [ -z "${program:-}" ] || wait "$program" 2>/dev/null || true
  [ -z "${screen:-}" ] || kill "$screen" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

# The guided tour of the very first time would stand in the picture; TOUR=1 leaves it there.
if [ -z "${TOUR:-}" ]; then
  mkdir -p "$work/config/duikan"
  printf '{"toured": true}' >"$work/config/duikan/settings.json"
fi

mkfifo "$work/display"
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp 3>"$work/display" 2>"$work/xvfb.log" &
screen=$!
read -r -t 30 number <"$work/display" || { cat "$work/xvfb.log" >&2; exit 1; }
export DISPLAY=":$number"

# LC_ALL makes xdotool read the title as UTF-8; the language of the window is DUIKAN_LANG's.
export LC_ALL=C.UTF-8 DUIKAN_LANG=${DUIKAN_LANG:-zh_Hant}
HOME=$work XDG_DATA_HOME=$work/data XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state XDG_CACHE_HOME=$work/cache \
  QT_QPA_PLATFORM=xcb .venv/bin/duikan "$@" >"$work/duikan.log" 2>&1 &
program=$!

stop() {
  printf '%s\n' "$*" >&2
  cat "$work/duikan.log" >&2
  exit 1
}

window=
for _ in $(seq 60); do
  kill -0 "$program" 2>/dev/null || stop "The program ended before its window opened."
  window=$(xdotool search --onlyvisible --name 'Duikan|對勘|对勘' 2>/dev/null | head -n 1) || true
  [ -z "$window" ] || break
  sleep 0.5
done
[ -n "$window" ] || stop "No window opened within 30 seconds."
# There is no window manager here: the window is given the whole screen and the keyboard.
xdotool windowmove "$window" 0 0 windowsize "$window" "${size%x*}" "${size#*x}" windowfocus "$window" || true

# The title names the project once it is open; the picture is taken when two in a row are the same.
for _ in $(seq 120); do
  [[ "$(xdotool getwindowname "$window")" != *—* ]] || break
  kill -0 "$program" 2>/dev/null || stop "The program ended before its project was open."
  sleep 0.5
done
[[ "$(xdotool getwindowname "$window")" == *—* ]] || stop "No project was open within a minute."

before=
for _ in $(seq 30); do
  sleep 0.5
  import -window root "$work/now.png"
  now=$(identify -format '%# %k' "$work/now.png")
  [ "$now" != "$before" ] || [ "${now##* }" -lt 8 ] || break
  before=$now
done
kill -0 "$program" 2>/dev/null || stop "The program ended while its picture was taken."
[ "${now##* }" -ge 8 ] || stop "The window stayed empty."
cp "$work/now.png" "$picture"
printf '%s\n' "$picture"
