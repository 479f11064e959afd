#!/bin/sh
# A PostgreSQL server for the tests and benches, on a private port of this machine, with its data in a folder of its own.
#
#   build/postgres.sh start FOLDER   prints the URL of its database; FOLDER is made, and is empty or from an earlier start
#   build/postgres.sh stop FOLDER    ends it and deletes the folder
#   build/postgres.sh install        installs Debian's package if there is no server; makes no cluster for the system
#
#   TOWPATH_POSTGRES_FSYNC=on  commits survive the loss of power, as benches must have it; tests do without
set -eu

binaries() { # newest version first
  for folder in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t / -k 5 -n -r) /usr/local/pgsql/bin; do
    if [ -x "$folder/initdb" ]; then echo "$folder"; return 0; fi
  done
  if command -v initdb >/dev/null 2>&1; then dirname "$(command -v initdb)"; return 0; fi
  return 1
}

install() {
  binaries >/dev/null && return 0
  as_root=; [ "$(id -u)" = 0 ] || as_root=sudo
  $as_root mkdir -p /etc/postgresql-common/createcluster.d
  echo 'create_main_cluster = false' | $as_root tee /etc/postgresql-common/createcluster.d/towpath.conf >/dev/null
  $as_root apt-get -qq update
  DEBIAN_FRONTEND=noninteractive $as_root apt-get -qq -y --no-install-recommends install postgresql >/dev/null
}

# The server refuses to run as root.
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

start() {
  bin=$(binaries) || { echo "There is no PostgreSQL server here: build/postgres.sh install" >&2; return 1; }
  mkdir -p "$1"
  folder=$(CDPATH='' cd -- "$1" && pwd)
  if [ "$(id -u)" = 0 ]; then chown postgres: "$folder"; fi
  cd "$folder"
  if [ ! -s data/PG_VERSION ]; then
    as_server "$bin/initdb" -D data -U towpath --auth=trust --encoding=UTF8 --locale=C --no-sync >initdb.log 2>&1 ||
      { cat initdb.log >&2; return 1; }
    # One role whose password is asked for, so that this can be tested too.
    printf '%s\n' 'host all guarded 127.0.0.1/32 scram-sha-256' | cat - data/pg_hba.conf >hba
    cat hba >data/pg_hba.conf
    rm hba
  fi
  sync=${TOWPATH_POSTGRES_FSYNC:-off}
  for try in 1 2 3 4 5 6 7 8 9; do
    port=$((20000 + ($$ * 7 + try * 1009) % 12000))
    as_server "$bin/pg_ctl" -D data -l server.log -w -t 60 -s start -o "-p $port -c listen_addresses=127.0.0.1 \
      -c unix_socket_directories= -c fsync=$sync -c full_page_writes=$sync -c max_connections=200" </dev/null >&2 &&
      break
    [ $try = 9 ] && { tail -n 20 server.log >&2; return 1; }
  done
  "$bin/psql" -h 127.0.0.1 -p "$port" -U towpath -Atqc "SELECT 1 FROM pg_database WHERE datname = 'towpath'" postgres |
    grep -q 1 || "$bin/createdb" -h 127.0.0.1 -p "$port" -U towpath towpath
  echo "postgresql://towpath@127.0.0.1:$port/towpath"
}

stop() {
  bin=$(binaries) || return 1
  folder=$(CDPATH='' cd -- "$1" && pwd)
  cd "$folder"
  # By the pid that the server wrote into its folder.
  [ ! -e data/postmaster.pid ] || as_server "$bin/pg_ctl" -D data -m fast -w -t 60 -s stop
  cd /
  [ ! -e "$folder/data/PG_VERSION" ] || rm -rf "$folder"
}

case "${1:-}" in
  install) install ;;
  start | stop) [ $# = 2 ] || { sed -n 2,8p "$0" >&2; exit 2; }; "$1" "$2" ;;
  *) sed -n 2,8p "$0" >&2; exit 2 ;;
esac
