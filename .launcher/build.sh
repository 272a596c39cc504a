# shellcheck shell=bash disable=SC2154 # root is the launcher's
# Runs Maven so that one can watch it: a line per module, the whole in a log.

stamp=$root/target/built
lock=$root/target/build.lock

# build_if_needed JAR: unless the jar is there and no source is newer than the last build
build_if_needed() {
  if [ ! -f "$1" ] || sources_changed; then
    take_lock
    if [ ! -f "$1" ] || sources_changed; then
      echo "Building Larkspur (the first time this downloads about 250 MB) ..."
      # nothing that runs needs the generated client or the application that embeds Larkspur: they are made to be tested
      maven "$root/target/build.log" -DskipTests -pl '!bootstrap/generated-client,!bootstrap/embedded-example' package || exit $?
    fi
    release_lock
  fi
  [ -f "$1" ] || fail "The build went through but did not make $1" "Log: $root/target/build.log"
}

test_everything() {
  local status=0
  take_lock
  echo "Building and testing Larkspur ..."
  maven "$root/target/test.log" verify "$@" || status=$?
  release_lock
  exit "$status"
}

# a folder counts too: its time changes when a file in it is removed or renamed
sources_changed() {
  [ ! -f "$stamp" ] || [ -n "$(find "$root" \( -name target -o -name '.[!.]*' -o -name node_modules \) -prune -o \
    \( -name pom.xml -o -path '*/src/main/*' \) -newer "$stamp" -print | head -n 1)" ]
}

# maven LOG WORDS...: what is edited while it runs counts as newer than its result
maven() {
  local log=$1 status
  shift
  mkdir -p "$root/target"
  touch "$stamp.begun"
  if [ -e /lib/ld-musl-x86_64.so.1 ]; then
    set -- -Dlarkspur.musl "$@"
  fi
  set +e
  (cd "$root" && ./mvnw -B "$@" </dev/null 2>&1) | tee "$log" | show_progress
  status=${PIPESTATUS[0]}
  set -e
  if [ "$status" -gt 128 ]; then
    echo "Interrupted after $SECONDS s."
    return "$status"
  elif [ "$status" -ne 0 ]; then
    echo "FAILED after $SECONDS s. The end of the log:"
    grep -v -E '^\[ERROR\] *$|Download(ed|ing) from|re-run Maven|Re-run Maven|\[Help 1\]' "$log" | tail -n 40
    echo "The whole log: $log"
    return "$status"
  fi
  mv "$stamp.begun" "$stamp"
  echo "Done in $SECONDS s. Log: $log"
}

show_progress() {
  local line module='' downloads=0 total=0 failures=0 errors=0 skipped=0 results=()
  local building='^\[INFO\] Building (.*[^ ]) +[^ ]+ +\[([0-9]+)/([0-9]+)\]$'
  local tests='Tests run: ([0-9]+), Failures: ([0-9]+), Errors: ([0-9]+), Skipped: ([0-9]+)'
  while IFS= read -r line; do
    if [[ $line =~ $building ]]; then
      module=${BASH_REMATCH[1]}
      printf '  %2s/%s  %s  (%s s)\n' "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}" "$module" "$SECONDS"
    elif [[ $line == *'Downloaded from '* ]]; then
      downloads=$((downloads + 1))
      [ $((downloads % 100)) -ne 0 ] || printf '         %s files downloaded  (%s s)\n' "$downloads" "$SECONDS"
    elif [[ $line =~ $tests ]]; then
      if [[ $line == *'Time elapsed'* ]]; then
        printf '         %s: %s\n' "${line##*.}" "${BASH_REMATCH[0]}"
      else
        results+=("$module: ${BASH_REMATCH[0]}")
        total=$((total + BASH_REMATCH[1])) failures=$((failures + BASH_REMATCH[2]))
        errors=$((errors + BASH_REMATCH[3])) skipped=$((skipped + BASH_REMATCH[4]))
      fi
    fi
  done
  if [ ${#results[@]} -gt 0 ]; then
    printf '%s\n' '' "${results[@]}" '' \
      "Tests run: $total, Failures: $failures, Errors: $errors, Skipped: $skipped"
  fi
}

# two builds in one folder would spoil each other
take_lock() {
  mkdir -p "$root/target"
  local waited=0 owner
  until mkdir "$lock" 2>/dev/null; do
    owner=$(cat "$lock/pid" 2>/dev/null || true)
    if [ -n "$owner" ] && kill -0 "$owner" 2>/dev/null; then
      [ $((waited % 60)) -ne 0 ] || echo "Waiting for another build here (process $owner) ..."
    elif [ -n "$owner" ] || [ "$waited" -ge 3 ]; then
      release_lock # its owner was killed
    fi
    sleep 1
    waited=$((waited + 1))
  done
  echo $$ >"$lock/pid"
  trap release_lock EXIT
}

release_lock() {
  rm -rf "$lock"
  trap - EXIT
}
