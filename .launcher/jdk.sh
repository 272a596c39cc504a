# shellcheck shell=bash
# Finds a JDK without starting one. The default java of a machine may be too old while a newer JDK is installed beside it.

needed_java=25

# find_jdk: exports JAVA_HOME, or explains what was looked at
find_jdk() {
  local home
  for home in "${LARKSPUR_JAVA_HOME-}" "${JAVA_HOME-}" "$(home_of_javac)"; do
    if is_new_enough "$home"; then
      use_jdk "$home"
      return
    fi
  done
  if [ -n "${LARKSPUR_JAVA_HOME-}" ]; then
    echo "LARKSPUR_JAVA_HOME is not a JDK $needed_java or newer: $LARKSPUR_JAVA_HOME" >&2
  fi
  home=$(oldest_that_will_do)
  [ -n "$home" ] || no_jdk
  use_jdk "$home"
}

use_jdk() {
  JAVA_HOME=$1
  export JAVA_HOME
}

# where JDKs are installed, one pattern per line
installed() {
  if [ -n "${LARKSPUR_JDK_SEARCH+set}" ]; then
    printf '%s\n' "$LARKSPUR_JDK_SEARCH"
    return
  fi
  printf '%s\n' '/usr/lib/jvm/*' '/usr/java/*' '/opt/java/*' "${HOME-}/.sdkman/candidates/java/*" "${HOME-}/.jdks/*" \
    '/Library/Java/JavaVirtualMachines/*/Contents/Home' "${HOME-}/Library/Java/JavaVirtualMachines/*/Contents/Home"
}

# the build is tried with the oldest version that will do, so prefer it to newer ones
oldest_that_will_do() {
  local pattern home best='' best_version=0 version
  while IFS= read -r pattern; do
    while IFS= read -r home; do
      version=$(java_version "$home")
      if is_new_enough "$home" && { [ -z "$best" ] || [ "$version" -lt "$best_version" ]; }; then
        best=$home best_version=$version
      fi
    done < <(compgen -G "$pattern" || true)
  done < <(installed)
  printf '%s' "$best"
}

is_new_enough() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ "$(java_version "$1")" -ge "$needed_java" ]
}

# the major version in the release file of a JDK, or 0
java_version() {
  local line
  if [ -r "$1/release" ]; then
    while IFS= read -r line || [ -n "$line" ]; do
      if [[ $line =~ ^JAVA_VERSION=\"?([0-9]+) ]]; then
        echo "${BASH_REMATCH[1]}"
        return
      fi
    done <"$1/release"
  fi
  echo 0
}

home_of_javac() {
  local file target
  file=$(command -v javac) || return 0
  while [ -L "$file" ]; do
    target=$(readlink "$file")
    case $target in
      /*) file=$target ;;
      *) file=$(dirname "$file")/$target ;;
    esac
  done
  (cd -P "$(dirname "$file")/.." && pwd)
}

no_jdk() {
  {
    echo "Larkspur needs a JDK $needed_java or newer (with javac), and none was found. Looked at:"
    echo "  LARKSPUR_JAVA_HOME  ${LARKSPUR_JAVA_HOME-(not set)}"
    echo "  JAVA_HOME           ${JAVA_HOME-(not set)}"
    echo "  javac on the PATH   $(command -v javac || echo '(none)')"
    installed | sed 's/^/  /'
    echo "To get one: https://adoptium.net, or"
    echo "  Debian, Ubuntu:  apt-get install openjdk-$needed_java-jdk-headless"
    echo "  Fedora:          dnf install java-$needed_java-openjdk-devel"
    echo "  macOS:           brew install --cask temurin@$needed_java"
    echo "If there is one elsewhere, name it: LARKSPUR_JAVA_HOME=/path/to/jdk ./larkspur ..."
  } >&2
  exit 1
}
