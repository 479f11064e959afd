#!/bin/sh
# What tests of a real system need besides the JDK, Maven and Git. Without it they are skipped, except where CI=true.
#
#   build/tools.sh install   installs Debian's packages of what is missing, and PostgreSQL's
set -eu
[ "${1:-}" = install ] || { sed -n 2,4p "$0" >&2; exit 2; }

missing=
command -v strace >/dev/null 2>&1 || missing="$missing strace" # traces the order of writes and syncs
PATH=$PATH:/sbin:/usr/sbin
command -v mkfs.ext4 >/dev/null 2>&1 || missing="$missing e2fsprogs" # makes disks that get full and break
if [ -n "$missing" ]; then
  as_root=; [ "$(id -u)" = 0 ] || as_root=sudo
  $as_root apt-get -qq update
  # shellcheck disable=SC2086  # the packages are words
  DEBIAN_FRONTEND=noninteractive $as_root apt-get -qq -y --no-install-recommends install $missing >/dev/null
fi
exec "$(dirname "$0")/postgres.sh" install
