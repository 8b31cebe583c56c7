# tools/lib/servers.sh - a PostgreSQL and a MariaDB of the tests' own. Source it
# after setup.sh.
#
# They live in one temporary folder, listen on unix sockets only, keep nothing safe
# from a power cut (tests want speed), and are stopped by their process ids.
#
# Both start functions export RETORT_TEST_<ENGINE>_URL. Call stopServers on exit; others may be
# started after that.

serverFolder=
servers=() # "SIGNAL PID" of each, with the signal that means: stop at once, tidily

makeServerFolder() {
  [[ ! $serverFolder ]] || return 0
  # Short, because a unix socket's path has at most 107 bytes; others may pass
  # through, because PostgreSQL runs as another user when we are root.
  serverFolder=$(mktemp -d /tmp/retort-test.XXXXXX)
  chmod 711 "$serverFolder"
}

# waitFor PID LOG COMMAND...: until the command succeeds; fails when the server is gone.
waitFor() {
  local pid=$1 log=$2 tries
  shift 2
  for ((tries = 0; tries < 600; tries++)); do
    "$@" >/dev/null 2>&1 && return
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  tail -n 40 "$log" >&2
  die "the server does not answer: $*"
}

# startPostgresql [BIN]: with the programs of that folder; of Debian's newest, if left out.
startPostgresql() {
  local bin=${1:-} debian folder become=() log
  debian=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
  [[ $debian ]] || die "no PostgreSQL server below /usr/lib/postgresql"
  : "${bin:=$debian}"
  makeServerFolder
  folder=$serverFolder/postgresql
  log=$folder/log
  mkdir "$folder"
  if ((EUID == 0)); then # it refuses to run as root
    become=(setpriv --reuid=postgres --regid=postgres --init-groups)
    chown postgres: "$folder"
  fi
  # From /, because the other user may not enter the folder we are in.
  (cd / && step "PostgreSQL $("$bin/postgres" --version | awk '{print $3}'): initdb" \
    "${become[@]}" "$bin/initdb" -D "$folder/data" -U postgres --auth=trust \
    --no-sync --encoding=UTF8 --locale=C.UTF-8) || exit
  cd /
  "${become[@]}" "$bin/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=4GB \
    -c max_connections=200 -c timezone=UTC </dev/null >"$log" 2>&1 &
  servers+=("INT $!")
  cd "$root"
  waitFor $! "$log" "$debian/pg_isready" -q -h "$folder"
  export RETORT_TEST_POSTGRESQL_URL="postgresql:///postgres?host=$folder&user=postgres"
}

startMariadb() {
  local folder log user
  makeServerFolder
  folder=$serverFolder/mariadb
  log=$folder/log
  user=$(id -un)
  mkdir "$folder"
  step "MariaDB $(mariadbd --version | awk '{print $3}'): install-db" \
    mariadb-install-db --no-defaults --user="$user" --datadir="$folder/data" \
    --auth-root-authentication-method=normal --skip-test-db
  mariadbd --no-defaults --user="$user" --datadir="$folder/data" --socket="$folder/socket" \
    --pid-file="$folder/pid" --skip-networking --innodb-flush-log-at-trx-commit=0 \
    --innodb-flush-method=nosync --innodb-doublewrite=0 --innodb-fast-shutdown=2 \
    --innodb-buffer-pool-size=64M --max-connections=200 --default-time-zone=+00:00 \
    </dev/null >"$log" 2>&1 &
  servers+=("TERM $!")
  waitFor $! "$log" \
    mariadb --no-defaults --socket="$folder/socket" --user=root -e 'create database test'
  export RETORT_TEST_MARIADB_URL="mariadb://root@localhost/test?unix_socket=$folder/socket"
}

stopServers() {
  local server
  for server in "${servers[@]}"; do
    kill -s $server 2>/dev/null || true
  done
  for server in "${servers[@]}"; do
    wait "${server#* }" 2>/dev/null || true
  done
  servers=()
  [[ ! $serverFolder ]] || rm -rf "$serverFolder"
  serverFolder=
}
