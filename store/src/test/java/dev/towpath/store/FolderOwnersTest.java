package dev.towpath.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.towpath.spi.Owners;
import dev.towpath.spi.Owners.Owner;
import dev.towpath.spi.StoreException;
import dev.towpath.testkit.OwnersConformance;
import dev.towpath.testkit.OwnersConformance.Heard;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderOwnersTest {
    private final List<Other> others = new ArrayList<>();

    @TempDir
    Path parent;

    private Path folder;

    @BeforeEach
    void a_folder_that_is_not_there_yet() {
        folder = parent.resolve("owners");
    }

    @AfterEach
    void no_process_is_left() {
        for (var other : others) other.process.destroyForcibly();
    }

    @Nested
    class Rules extends OwnersConformance {
        @Override
        protected Owners join(Owner me) {
            return FolderOwners.open(folder, me);
        }
    }

    @Nested
    class WithSocketsElsewhere extends OwnersConformance {
        @Override
        protected Owners join(Owner me) {
            return FolderOwners.open(folder.resolve("long".repeat(30)), me);
        }
    }

    private FolderOwners me() {
        return FolderOwners.open(folder, OwnersConformance.owner("0-me", true));
    }

    /// An owner in a process of its own.
    private record Other(Process process, BufferedReader out) {
        String line() throws IOException {
            return out.readLine();
        }

        void tell(String line) throws IOException {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        void kill() throws InterruptedException {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Other begin(String id) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        folder.toString(),
                        id)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var other = new Other(
                process, new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
        others.add(other);
        return other;
    }

    private Other start(String id) throws IOException {
        var other = begin(id);
        assertThat(other.line()).isEqualTo("joined");
        return other;
    }

    /// Another process: joins, prints what it is told, and does what is written to it, until it is killed.
    static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] args) throws IOException {
            var me = new Owner(args[1], ProcessHandle.current().pid(), "host", "other", Instant.EPOCH, false);
            var owners = FolderOwners.open(Path.of(args[0]), me);
            say("joined");
            owners.listen(new Owners.Listener() {
                @Override
                public void poked() {
                    say("poked");
                }

                @Override
                public void died(String owner) {
                    say("died " + owner);
                }

                @Override
                public void lost() {
                    say("lost");
                }
            });
            var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("close")) owners.close();
                else owners.poke(line);
            }
            Runtime.getRuntime().halt(0);
        }

        private static synchronized void say(String line) {
            System.out.println(line);
            System.out.flush();
        }
    }

    @Test
    void a_process_that_is_killed_is_told_dead_and_its_files_go() throws Exception {
        try (var me = me()) {
            var heard = Heard.by(me);
            var other = start("1-other");
            assertThat(me.isAlive("1-other")).isTrue();
            assertThat(me.living()).extracting(Owner::pid).containsExactly(77L, other.process.pid());

            other.kill();

            assertThat(heard.next()).isEqualTo("died 1-other");
            assertThat(me.isAlive("1-other")).isFalse();
            assertThat(folder.toFile().list()).containsExactlyInAnyOrder("0-me.lock", "0-me.json", "0-me.sock");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void processes_poke_each_other_and_hear_of_a_clean_end() throws Exception {
        var other = start("1-other");
        try (var me = me()) {
            var heard = Heard.by(me);
            other.tell("0-me");
            assertThat(heard.next()).isEqualTo("poked");
            me.poke("1-other");
            assertThat(other.line()).isEqualTo("poked");
            other.tell("close");
            assertThat(heard.next()).isEqualTo("died 1-other");
            assertThat(me.living()).hasSize(1);
        }
    }

    @Test
    @SuppressWarnings("try") // an end in the middle is what is tested
    void an_owner_of_this_process_does_not_lose_its_lock_when_others_are_looked_at() throws Exception {
        try (var me = me();
                var second = FolderOwners.open(folder, OwnersConformance.owner("0-second", false))) {
            for (var owners : List.of(me, second)) {
                owners.living();
                owners.isAlive("0-me");
                owners.isAlive("0-second");
            }
            var other = start("1-other");
            assertThat(new StoreFolder(parent).living()).hasSize(3);
            me.close();
            assertThat(other.line()).isEqualTo("died 0-me");
            other.tell("0-second");
            assertThat(Heard.by(second).until("poked")).contains("poked");
        }
    }

    @Test
    void eight_processes_at_once_all_hear_of_each_that_is_killed() throws Exception {
        for (var i = 0; i < 8; i++) begin("p-" + i);
        for (var other : others) assertThat(other.line()).isEqualTo("joined");

        for (var i = 0; i < 7; i++) {
            others.get(i).kill();
            for (var later : others.subList(i + 1, 8)) assertThat(later.line()).isEqualTo("died p-" + i);
        }
        assertThat(new StoreFolder(parent).living()).extracting(Owner::id).containsExactly("p-7");
    }

    @Test
    void what_killed_processes_have_left_is_cleared_by_the_next_one() throws Exception {
        var one = start("1-one");
        var two = start("2-two");
        two.kill();
        assertThat(one.line()).isEqualTo("died 2-two");
        one.kill();
        Files.createFile(folder.resolve("3-three.new"));
        Files.createFile(folder.resolve("3-three.json"));
        assertThat(folder.resolve("1-one.sock")).exists();

        try (var me = me()) {
            assertThat(me.living()).hasSize(1);
            assertThat(folder.toFile().list()).containsExactlyInAnyOrder("0-me.lock", "0-me.json", "0-me.sock");
        }
    }

    @Test
    void a_process_that_is_stopped_is_alive_and_holds_up_nobody() throws Exception {
        var other = start("1-other");
        signal("STOP", other.process);
        try (var me = me()) {
            for (var i = 0; i < 5_000; i++) me.poke("1-other");
            assertThat(me.isAlive("1-other")).isTrue();
            signal("CONT", other.process);
            assertThat(other.line()).isEqualTo("poked");
        }
    }

    private static void signal(String name, Process process) throws Exception {
        var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    @Test
    void a_note_that_can_not_be_read_does_not_hide_that_its_owner_is_alive() throws Exception {
        try (var me = me()) {
            Files.writeString(folder.resolve("0-me.json"), "{\"pid\":");

            assertThat(me.living()).extracting(Owner::id, Owner::pid).containsExactly(tuple("0-me", 0L));
        }
    }

    @Test
    void a_stranger_on_the_socket_is_of_no_consequence() throws Exception {
        try (var me = me();
                var stranger = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("0-me.sock")))) {
            stranger.write(ByteBuffer.wrap("x".repeat(5_000).getBytes(StandardCharsets.UTF_8)));
            var other = start("1-other");
            other.tell("0-me");
            assertThat(Heard.by(me).next()).isEqualTo("poked");
        }
    }

    @Test
    void a_folder_that_can_only_be_read_is_refused_to_owners_and_open_to_those_who_look() throws Exception {
        var other = start("1-other");
        assertThat(Disk.isPosix(folder)).isTrue();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assertThat(new StoreFolder(parent).living()).hasSize(1);
            other.kill();
            assertThat(new StoreFolder(parent).isAlive("1-other")).isFalse();
            assertThat(new StoreFolder(parent).living()).isEmpty();
            assumeFalse(Files.isWritable(folder), "the administrator may always write");
            assertThat(catchThrowableOfType(StoreException.class, this::me).code())
                    .isEqualTo("store-not-writable");
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
