# Sourced by the scripts of this folder's parent. Sets JDK to the home of a Java 25 development kit, or leaves it empty.
# Order: TOWPATH_JAVA, JAVA_HOME, PATH, then the usual places. A home counts by its "release" file: reading a file costs
# nothing, starting a JVM to ask for its version costs 40 ms.

jdk_at() { # home: true if it is a complete JDK 25
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r jdk_line; do
    case $jdk_line in JAVA_VERSION=\"25 | JAVA_VERSION=\"25\" | JAVA_VERSION=\"25[!0-9]*) return 0 ;; esac
  done <"$1/release"
  return 1
}

find_jdk() {
  JDK=
  for jdk_home in "${TOWPATH_JAVA:-}" "${JAVA_HOME:-}"; do
    jdk_home=${jdk_home%/bin/java}
    if [ -n "$jdk_home" ] && jdk_at "$jdk_home"; then JDK=$jdk_home; return 0; fi
  done
  jdk_home=$(command -v javac 2>/dev/null) || jdk_home=
  if [ -n "$jdk_home" ]; then
    jdk_home=$(readlink -f "$jdk_home" 2>/dev/null || echo "$jdk_home")
    jdk_home=${jdk_home%/bin/javac}
    if jdk_at "$jdk_home"; then JDK=$jdk_home; return 0; fi
  fi
  for jdk_home in /usr/lib/jvm/*25* /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* "${HOME:-/}"/.local/share/mise/installs/java/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if jdk_at "$jdk_home"; then JDK=$jdk_home; return 0; fi
  done
  return 1
}

no_jdk() {
  cat >&2 <<'TEXT'
Towpath needs a Java 25 development kit (JDK) and found none.
  Debian, Ubuntu  apt install openjdk-25-jdk-headless, or the temurin-25-jdk package of Adoptium
  macOS           brew install openjdk@25
  SDKMAN          sdk install java 25-tem
If one is installed in an unusual place, name it: TOWPATH_JAVA=/path/to/jdk-25 (the folder that holds bin/java).
TEXT
}
