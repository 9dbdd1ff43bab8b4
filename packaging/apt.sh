# Sourced, not run: how the scripts beside it install what the system lacks. Debian and its children only.

say() { printf '%s\n' "$*"; }
fail() {
  printf 'Set-up stopped: %s\n' "$*" >&2
  exit 1
}

# install_packages WHY PACKAGE...: by apt, as root or by sudo; each way it can fail says what to do.
install_packages() {
  local why=$1 as_root=()
  shift
  command -v apt-get >/dev/null || fail "$why is missing; install what your system calls: $*"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "$why is missing; as root, run: apt-get install $*"
    as_root=(sudo)
  fi
  say "Installing $why: $*"
  local log
  log=$(mktemp)
  # A list that cannot be refreshed is no reason to stop: what is known may be enough.
  "${as_root[@]}" apt-get update >"$log" 2>&1 || true
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends "$@" >>"$log" 2>&1; then
    tail -n 15 "$log" >&2
    fail "$why could not be installed; mend what apt says above, or install by hand: $*"
  fi
  rm -f "$log"
}
