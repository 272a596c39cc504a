# shellcheck shell=bash disable=SC2154 # root is the launcher's
# Makes the server start faster: the classes of a start, loaded and linked, come from a file (an AOT cache, JEP 483).
# Nothing depends on it. Without this file and its one call in ./larkspur everything works as before, only slower.

aot_folder=$root/target/aot
aot_seconds=180

# start_faster make|use CLASS_PATH OPTIONS...: sets aot to the options that make the JVM use the cache; to nothing if there is none.
# With make one is made first, unless it was tried before. Never fails, and never waits for anybody else.
start_faster() {
  local make=$1 class_path=$2 words=() option key cache
  shift 2
  aot=()
  [ "${LARKSPUR_AOT-on}" != off ] || return 0
  # shellcheck disable=SC2086 # what the JVM adds by itself from the environment
  for option in "$@" ${JDK_JAVA_OPTIONS-} ${JAVA_TOOL_OPTIONS-} ${_JAVA_OPTIONS-}; do
    case $option in
      # whoever uses these has a cache of their own, or wants none, or the JVM takes none
      -XX:AOT* | -XX:*Shared* | -Xshare* | -javaagent* | -agent* | --patch-module* | --upgrade-module-path* | @*) return 0 ;;
      # a cache is good for the same of these only
      -XX:[+-]Use*GC | -XX:[+-]UseCompressed* | -XX:[+-]UseCompact* | -XX:ObjectAlignment* | --*=*) words+=("$option") ;;
    esac
  done
  key=$(aot_key "$class_path" ${words[@]+"${words[@]}"}) || return 0
  cache=$aot_folder/$key.aot
  if [ ! -f "$cache" ] && [ "$make" = make ]; then
    aot_make "$key" "$class_path" ${words[@]+"${words[@]}"} || return 0
  fi
  # a cache that does not fit after all is passed over, without a word
  [ ! -f "$cache" ] || aot=('-Xlog:aot*=off,cds*=off' -XX:AOTMode=auto "-XX:AOTCache=$cache")
}

# the first half tells the jars apart (path, size, time), the second the JDK and its options
aot_key() {
  local class_path=$1 jars jvm
  shift
  jars=$(aot_jars "$class_path" | cksum) && jvm=$({ cat "$JAVA_HOME/release" && printf '%s\n' "$JAVA_HOME" "$@"; } | cksum) || return
  printf '%s-%s' "${jars%% *}" "${jvm%% *}"
}

aot_jars() {
  local IFS=: # paths may have blanks
  set -f      # in a pipe, so for this function only
  # shellcheck disable=SC2086 # a class path is words between colons; GNU's stat, or else BSD's
  stat -L -c '%n %s %Y' $1 2>/dev/null || stat -L -f '%N %z %m' $1 2>/dev/null
}

# The log is made first and by one launcher only: who finds it starts without a cache. So a making that was killed, by whoever is
# short of memory for instance, is not tried again and again.
aot_make() {
  local key=$1 class_path=$2 old begun=$SECONDS
  local log=$aot_folder/$key.log draft=$aot_folder/$key.new
  shift 2
  mkdir -p "$aot_folder" 2>/dev/null && (set -o noclobber && : >"$log") 2>/dev/null || return
  for old in "$aot_folder"/*; do
    case ${old##*/} in
      "${key%%-*}"-*) ;; # of these jars, for this JDK or another
      *) rm -rf "$old" ;;
    esac
  done
  echo "Preparing faster starts, once (half a minute; LARKSPUR_AOT=off does without). Log: $log" >&2
  rm -rf "$draft" # of one that was killed
  if mkdir "$draft" 2>>"$log" && aot_train "$draft" "$class_path" "$@" >>"$log" 2>&1 &&
    [ "$(aot_key "$class_path" "$@")" = "$key" ] && mv "$draft/cache" "$aot_folder/$key.aot"; then
    rm -rf "$draft"
    echo "Done in $((SECONDS - begun)) s." >&2
  else
    rm -rf "$draft"
    echo "That did not work; starting without. It is tried again when $log is gone." >&2
    return 1
  fi
}

# aot_train DRAFT CLASS_PATH OPTIONS...: plays the demo, which has a platform and a database of its own and reads no setting.
# The cache gets no profiles (a diagnostic option): with those of so short a life lookups are a tenth slower for good.
aot_train() {
  local draft=$1 class_path=$2
  shift 2
  aot_java "$draft" "$@" -XX:AOTMode=record "-XX:AOTConfiguration=$draft/seen" -cp "$class_path" dev.larkspur.server.Main demo --headless &&
    aot_java "$draft" "$@" -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining -XX:-AOTReplayTraining \
      -XX:AOTMode=create "-XX:AOTConfiguration=$draft/seen" "-XX:AOTCache=$draft/cache" -cp "$class_path" &&
    [ -s "$draft/cache" ] && { sync "$draft/cache" 2>/dev/null || sync; } # whole on the disk before it gets its name
}

# aot_java DRAFT WORDS...: in an environment of its own; bounded, and a signal to us ends it
aot_java() {
  local draft=$1 java ticks=0 signal status=0
  shift
  (cd "$draft" && exec env -i PATH="$PATH" HOME="${HOME-}" TMPDIR="${TMPDIR-/tmp}" "$JAVA_HOME/bin/java" -Xmx512m "$@" </dev/null) &
  java=$!
  # shellcheck disable=SC2064 # the values of now
  for signal in INT TERM HUP; do
    trap "aot_interrupted $signal $java $(printf %q "$draft")" "$signal"
  done
  while kill -0 "$java" 2>/dev/null; do
    [ $((ticks += 1)) -lt $((aot_seconds * 5)) ] || kill -KILL "$java"
    sleep 0.2
  done
  trap - INT TERM HUP
  wait "$java" || status=$?
  return "$status"
}

# what was begun ends first, its database too; then we end as the signal would have ended us
aot_interrupted() {
  local signal=$1 java=$2 draft=$3
  trap '' INT TERM HUP
  kill -TERM "$java" 2>/dev/null || true
  wait "$java" || true
  rm -rf "$draft" "${draft%.new}.log"
  trap - INT TERM HUP
  kill -"$signal" $$
}
