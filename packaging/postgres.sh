#!/usr/bin/env bash
# Sees to it that PostgreSQL's programs are there for the tests, which start a private server of their own.
set -euo pipefail
cd "$(dirname "$0")/.."
. packaging/apt.sh

[ -z "${DUIKAN_TEST_POSTGRES:-}" ] || exit 0 # a server was given
! command -v initdb >/dev/null || exit 0
! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || exit 0

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }
# Debian would at once create and start a server for the whole machine; the tests want none.
quiet=/etc/postgresql-common/createcluster.d/duikan.conf
if command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null; }; then
  as_root mkdir -p "$(dirname "$quiet")"
  echo 'create_main_cluster = false' | as_root tee "$quiet" >/dev/null
  trap 'as_root rm -f "$quiet"' EXIT
fi
install_packages "PostgreSQL for the tests" postgresql
