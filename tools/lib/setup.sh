# tools/lib/setup.sh - what quickstart, test and bench do first. Source it.
#
# Every function fails with the reason on stderr; results go to stdout.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }

# step TITLE COMMAND...: one line of progress; the command's output only if it fails.
# VERBOSE=1 (set in CI) shows all of it as it comes.
step() {
  local title=$1 log status=0
  shift
  say "== $title"
  if [[ ${VERBOSE:-} ]]; then
    "$@" >&2 || status=$?
  else
    log=$(mktemp)
    "$@" >"$log" 2>&1 || status=$?
    ((status == 0)) || tail -n 100 "$log" >&2
    rm -f "$log"
  fi
  ((status == 0)) || die "$title: exit status $status"
}

# packagesFor PURPOSE...: the names in packages.txt, one a line.
packagesFor() {
  local purpose
  for purpose; do
    awk -v purpose="$purpose" '$1 == purpose { print $2 }' "$root/tools/lib/packages.txt"
  done
}

# missingPackages PURPOSE...: those of them that are not installed.
missingPackages() {
  local names
  mapfile -t names < <(packagesFor "$@")
  comm -23 <(printf '%s\n' "${names[@]}" | sort -u) \
    <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${names[@]}" 2>/dev/null |
      sed -n 's/^installed //p' | sort -u)
}

# installPackages PURPOSE...: with apt; does nothing, and asks nobody, when all is there.
installPackages() {
  command -v dpkg-query >/dev/null ||
    die "this is not a Debian system; install what tools/lib/packages.txt lists"
  local missing become=()
  mapfile -t missing < <(missingPackages "$@")
  ((${#missing[@]})) || return 0
  if ((EUID != 0)); then
    command -v sudo >/dev/null ||
      die "packages are missing and there is no sudo; as root: apt-get install ${missing[*]}"
    become=(sudo)
  fi
  become+=(env DEBIAN_FRONTEND=noninteractive)
  step "apt-get update" "${become[@]}" apt-get update -q
  step "apt-get install ${missing[*]}" \
    "${become[@]}" apt-get install -q -y --no-install-recommends "${missing[@]}"
}

# purposesOf PRESET: what must be installed to build it.
purposesOf() {
  case $1 in
  asan | fuzz) echo build clang ;;
  *) echo build ;;
  esac
}

# build PRESET TARGET...: configures if needed, then builds.
build() {
  local preset=$1
  shift
  cd "$root"
  [[ -e CMakePresets.json ]] || die "no CMakePresets.json in $root"
  step "configure $preset" cmake --preset "$preset"
  step "build $preset" cmake --build --preset "$preset" --target "$@"
}
