# Sourced by the commands of this folder, from the root of the checkout: builds what is missing or old, and sets JDK,
# CLASS_PATH (of the project) and jar (of the benches).
./towpath version >/dev/null
# What the launcher's build left: JDK and CLASS_PATH.
. cli/target/dist/state
bench_jar() { ls bench/target/quick/towpath-bench-*.jar 2>/dev/null | head -n 1; }
jar=$(bench_jar)
if [ -z "$jar" ] || [ -n "$(find bench/src bench/pom.xml -newer "$jar" -print)" ]; then
    mvn -B -q -Dquick -DskipTests -pl bench -am package >&2
    jar=$(bench_jar)
fi
