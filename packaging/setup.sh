#!/usr/bin/env bash
# Makes .venv with the locked packages and Duikan itself, and installs the system libraries that Qt needs where
# they are missing. Safe to run again; the Makefile skips it while its stamp is newer than what it reads.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/apt.sh

# Library file and the Debian package that brings it: first what Qt needs at all, then what a real window adds.
QT_LIBRARIES="
libglib-2.0.so.0 libglib2.0-0
libEGL.so.1 libegl1
libGL.so.1 libgl1
libxkbcommon.so.0 libxkbcommon0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
"

find_python() {
  local name
  for name in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  return 1
}

install_python() {
  if ! find_python >/dev/null; then
    install_packages "Python" python3 python3-venv
    find_python >/dev/null || fail "Python 3.11 or newer is needed; install one and name it: make setup PYTHON=/path/to/python3"
  fi
  python=$(find_python)
  # Debian parts python3-venv from python3; without it a virtual environment has no pip.
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    install_packages "Python's venv" "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
  fi
}

install_libraries() {
  [ "$(uname -s)" = Linux ] || return 0
  local known missing=() library package
  known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)
  while read -r library package; do
    [ -z "$library" ] || grep -qF "$library " <<<"$known" || missing+=("$package")
  done <<<"$QT_LIBRARIES"
  [ ${#missing[@]} -eq 0 ] || install_packages "what Qt needs" "${missing[@]}"
  # Without a Chinese font every character is a box.
  if [ -z "$(fc-list :lang=zh 2>/dev/null)" ]; then
    install_packages "a Chinese font" fontconfig fonts-noto-cjk
  fi
}

make_environment() {
  if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    say "Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv || fail "no virtual environment could be made in .venv; is the disk full, or the folder read-only?"
  fi
  say "Installing the locked packages (the first time downloads about 250 MB)"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock ||
    fail "the packages could not be fetched; check the network connection and the free disk space, then run make setup again."
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . ||
    fail "Duikan itself could not be installed into .venv; the lines above say why."
}

prove() {
  .venv/bin/python -c 'import PySide6.QtWidgets, sqlalchemy, psycopg, duikan' ||
    fail "what was installed does not load; the line above names the missing library. Install it, then run make setup again."
}

install_python
install_libraries
make_environment
prove
touch .venv/ready
say "Ready: make run opens the window, make test runs the tests."
