# Sourced by ./towpath. prepare() finds a JDK, builds what is missing into cli/target/dist and makes the start-up cache.
#
# Each build gets a folder of its own, so that a command that is running keeps its jars; "state" names the newest and is
# replaced last, in one move. The start-up cache belongs to one JDK build and one set of jars.

. "$here/build/find-jdk.sh"

prepare() {
  find_jdk || { no_jdk; return 7; }
  mkdir -p "$dist" "$here/target" 2>/dev/null || {
    echo "towpath: cannot write to $dist. Build once as a user who can: run ./towpath --version there." >&2
    return 7
  }
  lock || return 7
  # Another start may have done the work while this one waited.
  if [ -r "$dist/state" ]; then . "$dist/state"; fi
  if changed; then build || { unlock; return 7; }; fi
  find_jdk && jdk_build "$JDK"
  cache
  write_state
  unlock
}

lock() { # one builder at a time; a lock whose owner died is taken over
  lock=$dist/lock
  waited=0
  until mkdir "$lock" 2>/dev/null; do
    owner=$(cat "$lock/pid" 2>/dev/null || echo)
    if [ -z "$owner" ] && [ $waited -ge 3 ] || [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -rf "$lock"
      continue
    fi
    [ $waited = 0 ] && echo "Waiting for another start of towpath that is building …" >&2
    waited=$((waited + 1))
    sleep 1
  done
  echo $$ >"$lock/pid"
}

unlock() { rm -rf "$lock"; }

build() {
  command -v mvn >/dev/null 2>&1 || {
    echo "towpath: the first use builds it and needs Maven (mvn), which is not on the PATH." >&2
    echo "  Debian, Ubuntu: apt install maven    macOS: brew install maven    SDKMAN: sdk install maven" >&2
    return 1
  }
  log=$here/target/build.log
  new=$dist/$(date +%Y%m%d-%H%M%S)-$$
  mkdir -p "$new"
  : >"$new/started"
  if [ -n "$CLASS_PATH" ]; then what="sources changed"; else what="first use, about a minute"; fi
  echo >"$log"
  JAVA_HOME=$JDK mvn -B -Dquick -Dmaven.test.skip=true -Dtowpath.target=target/launch -Dtowpath.dist="$new" \
    -f "$here/pom.xml" -pl cli -am package >"$log" 2>&1 </dev/null &
  builder=$!
  trap 'kill $builder 2>/dev/null; rm -rf "$new"; unlock; exit 130' INT TERM
  watch "Building Towpath ($what)"
  if ! wait $builder; then
    trap - INT TERM
    echo "towpath: the build failed. The end of $log:" >&2
    grep -v '^\[INFO\]\|^$' "$log" | tail -n 20 >&2
    rm -rf "$new"
    return 1
  fi
  trap - INT TERM
  CLASS_PATH=
  for jar in "$new"/lib/towpath-cli*.jar "$new"/lib/*.jar; do
    case :$CLASS_PATH: in *":$jar:"*) ;; *) CLASS_PATH=${CLASS_PATH:+$CLASS_PATH:}$jar ;; esac
  done
  unpack_sqlite
  CACHE=
  touch -r "$new/started" "$dist/.stamp"
  # The one before last has had its time.
  for old in "$dist"/2*; do
    if [ "$old" != "$new" ] && [ -n "$(find "$old" -maxdepth 0 -mmin +60 2>/dev/null)" ]; then rm -rf "$old"; fi
  done
}

watch() { # one line on a terminal that moves on; one line in a log
  if [ ! -t 2 ]; then echo "$1 …" >&2; return; fi
  seconds=0
  while kill -0 $builder 2>/dev/null; do
    part=$(sed -n 's/^\[INFO\] Building Towpath \([^ ]*\) .*\[\(.*\)\]$/\1 \2/p' "$log" | tail -n 1)
    printf '\r\033[K%s … %d s  %s' "$1" "$seconds" "$part" >&2
    sleep 1
    seconds=$((seconds + 1))
  done
  printf '\r\033[K' >&2
}

# The library inside the jar would be unpacked to a temporary folder at each start.
unpack_sqlite() {
  NATIVE=
  case $(uname -s) in Linux) os=Linux ;; Darwin) os=Mac ;; FreeBSD) os=FreeBSD ;; *) return 0 ;; esac
  case $(uname -m) in x86_64 | amd64) arch=x86_64 ;; aarch64 | arm64) arch=aarch64 ;; *) return 0 ;; esac
  if [ $os = Linux ] && ls /lib/ld-musl-* >/dev/null 2>&1; then os=Linux-Musl; fi
  for jar in "$new"/lib/sqlite-jdbc*.jar; do
    (cd "$new" && "$JDK/bin/jar" xf "$jar" "org/sqlite/native/$os/$arch") 2>/dev/null
  done
  if [ -d "$new/org/sqlite/native/$os/$arch" ]; then NATIVE=$new/org/sqlite/native/$os/$arch; fi
  return 0
}

# Runs the command as a new user would and keeps the classes it loaded, linked. The source is compiled by a first run, so
# that the second, which is watched, does what nearly every start does. Without a cache all works, slower.
cache() {
  first=${CLASS_PATH%%:*}
  folder=${first%/lib/*}
  CACHE=$folder/start.aot
  [ -r "$CACHE" ] && [ "$JDK_BUILD" = "$jdk_build" ] && return 0
  rm -f "$CACHE"
  [ -t 2 ] && printf '\r\033[KPreparing a fast start …' >&2
  practice=$(mktemp -d "${TMPDIR:-/tmp}/towpath-practice.XXXXXX") || return 0
  (
    cd "$practice" && cp "$here/examples/Hello.java" . 2>/dev/null
    set -- "$JDK/bin/java" -Xlog:disable -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
      ${NATIVE:+"-Dorg.sqlite.lib.path=$NATIVE"} -Duser.home="$practice" -cp "$CLASS_PATH"
    export NO_COLOR=1 HOME="$practice"
    "$@" dev.towpath.cli.Main run Hello.java
    java=$1 && shift
    exec "$java" -XX:AOTCacheOutput="$CACHE" "$@" dev.towpath.cli.Main run Hello.java --output json
  ) >"$here/target/practice.log" 2>&1 </dev/null &
  practising=$!
  # Practice that does not end must not keep anyone from work.
  for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do
    kill -0 $practising 2>/dev/null || break
    sleep 1
  done
  kill $practising 2>/dev/null
  wait $practising 2>/dev/null
  rm -rf "$practice"
  [ -t 2 ] && printf '\r\033[K' >&2
  [ -r "$CACHE" ] || CACHE=
  return 0
}

quoted() { printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")"; }

write_state() {
  {
    echo "JDK=$(quoted "$JDK")"
    echo "JDK_BUILD=$(quoted "$jdk_build")"
    echo "SEEN=$(quoted "$seen")"
    echo "CLASS_PATH=$(quoted "$CLASS_PATH")"
    echo "NATIVE=$(quoted "$NATIVE")"
    echo "CACHE=$(quoted "$CACHE")"
  } >"$dist/state.new"
  # As old as the start of the build: a source that changed meanwhile is newer.
  [ -e "$dist/.stamp" ] && touch -r "$dist/.stamp" "$dist/state.new"
  mv "$dist/state.new" "$dist/state"
  JDK_BUILD=$jdk_build
}
