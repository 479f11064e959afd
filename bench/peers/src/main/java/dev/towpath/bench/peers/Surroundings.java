package dev.towpath.bench.peers;

import dev.towpath.bench.Marks;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// What all engines are measured with.
///
/// @param folder to work in
/// @param java the program that starts a JVM
/// @param classPath of this program
record Surroundings(Path folder, Path java, String classPath, Timed timed, InstantSource clock) {
    /// A process of this program that does a chain.
    List<String> java(String peer, String address, String name, int steps, Marks marks) {
        return List.of(
                java.toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                Peers.class.getName(),
                "process",
                peer,
                address,
                name,
                Integer.toString(steps),
                marks.file().toString());
    }
}
