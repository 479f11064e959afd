package dev.towpath.store;

import dev.towpath.spi.Owners.Listener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One connection with every other living owner. Its end tells that the other has died or closed; a byte on it is a
/// poke. Who connects first says its name, ended by a line feed.
///
/// One thread waits for all of it, and for nothing while nothing happens.
final class OwnerSockets implements AutoCloseable {
    // sun_path has 104 bytes on macOS, 108 on Linux, with a zero at the end.
    private static final int LONGEST_PATH = 100;
    private static final int BACKLOG = 1_024;
    private static final int LONGEST_NAME = 100;
    private static final int DEAD_KEPT = 1_024;
    private static final byte POKE = '!';

    /// Only after a connection has ended while its owner still has its lock, or could not be made.
    private static final long FIRST_LOOK_MS = 2;
    private static final long LONGEST_PAUSE_MS = 1_000;

    private final String me;
    private final OwnerFiles files;
    private final Told told;
    private final Path socket;
    private final Selector selector;
    private final ServerSocketChannel server;

    /// Connections by the owner at the other end, which was alive and not yet told dead.
    private final Map<String, Set<SocketChannel>> peers = new HashMap<>();
    /// Owners to be looked at again because they have no connection.
    private final Set<String> doubtful = new HashSet<>();
    /// Owners that were told dead, the newest last: what they have still said is read after that.
    private final LinkedHashSet<String> dead = new LinkedHashSet<>();
    private long pause = FIRST_LOOK_MS;

    /// The other end of an accepted connection: what it has said of its name so far.
    private static final class Line {
        final StringBuilder name = new StringBuilder();
        boolean known;
    }

    OwnerSockets(String me, OwnerFiles files, Told told) throws IOException {
        this.me = me;
        this.files = files;
        this.told = told;
        selector = Selector.open();
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            socket = bind(files.socket(me));
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException | RuntimeException e) {
            server.close();
            selector.close();
            throw e;
        }
    }

    private Path bind(Path wanted) throws IOException {
        if (wanted.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH) {
            try {
                server.bind(UnixDomainSocketAddress.of(wanted), BACKLOG);
                return wanted;
            } catch (IOException e) {
                // A disk that can not hold sockets, such as a shared folder of another system.
            }
        }
        var elsewhere = Files.createTempDirectory("towpath-").resolve("sock");
        server.bind(UnixDomainSocketAddress.of(elsewhere), BACKLOG);
        return elsewhere;
    }

    /// Where this process is reached.
    Path socket() {
        return socket;
    }

    /// Connects with all that are alive. To be called once, when those who come later can see this owner.
    void start() {
        for (var note : files.living())
            if (!note.owner().id().equals(me)) watch(note.owner().id());
        Thread.ofPlatform().daemon().name("towpath-owners").start(this::listen);
    }

    private synchronized void watch(String owner) {
        peers.computeIfAbsent(owner, _ -> new HashSet<>());
        if (!connect(owner)) doubt(owner);
    }

    private void doubt(String owner) {
        doubtful.add(owner);
        pause = FIRST_LOOK_MS;
        selector.wakeup();
    }

    private synchronized boolean connect(String owner) {
        try {
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.configureBlocking(false);
                var hello = ByteBuffer.wrap((me + "\n").getBytes(StandardCharsets.UTF_8));
                var address = UnixDomainSocketAddress.of(files.read(owner).socket());
                if (!channel.connect(address) || channel.write(hello) == 0 || hello.hasRemaining())
                    throw new IOException("not reached");
                var line = new Line();
                line.known = true;
                line.name.append(owner);
                channel.register(selector, SelectionKey.OP_READ, line);
                peers.computeIfAbsent(owner, _ -> new HashSet<>()).add(channel);
                selector.wakeup();
                return true;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | ClosedSelectorException e) {
            return false; // dead meanwhile, closed meanwhile, or stopped with a full queue: looked at again
        }
    }

    /// Nothing happens if the owner is dead. If its queue is full, it has pokes enough that it has not read.
    synchronized void poke(String owner) {
        if (!selector.isOpen()) return;
        if (peers.getOrDefault(owner, Set.of()).isEmpty() && !(files.isAlive(owner) && connect(owner))) return;
        for (var channel : List.copyOf(peers.getOrDefault(owner, Set.of()))) {
            try {
                channel.write(ByteBuffer.wrap(new byte[] {POKE}));
                return;
            } catch (IOException e) {
                // Its end comes to the thread that listens.
            }
        }
    }

    private void listen() {
        try {
            while (selector.isOpen()) {
                selector.select(this::ready, timeout());
                lookAgain();
            }
        } catch (ClosedSelectorException e) {
            // Closed.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized long timeout() {
        return doubtful.isEmpty() ? 0 : pause;
    }

    private void ready(SelectionKey key) {
        try {
            if (key.isAcceptable()) accept();
            else if (key.isReadable() && key.attachment() instanceof Line line)
                read((SocketChannel) key.channel(), line);
        } catch (IOException e) {
            // Nobody to answer to: who could not be accepted tries again.
        }
    }

    private void accept() throws IOException {
        for (var channel = server.accept(); channel != null; channel = server.accept()) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Line());
        }
    }

    private void read(SocketChannel channel, Line line) throws IOException {
        var buffer = ByteBuffer.allocate(1 << 10);
        var poked = false;
        try {
            for (var n = channel.read(buffer); n != 0; n = channel.read(buffer)) {
                if (n < 0) throw new IOException("the end");
                poked |= take(channel, line, buffer.flip());
                buffer.clear();
            }
        } catch (IOException e) {
            channel.close();
            if (line.known) ended(line.name.toString(), channel);
        }
        if (poked) told.tell(Listener::poked);
    }

    /// Whether there was a poke among these bytes.
    private boolean take(SocketChannel channel, Line line, ByteBuffer bytes) throws IOException {
        while (!line.known && bytes.hasRemaining()) {
            var next = (char) bytes.get();
            if (next == '\n') accepted(channel, line);
            else if (line.name.append(next).length() > LONGEST_NAME) throw new IOException("not one of us");
        }
        return bytes.hasRemaining();
    }

    private synchronized void accepted(SocketChannel channel, Line line) throws IOException {
        var owner = line.name.toString();
        // It may be dead by now: then it was alive, unless its end came on another connection.
        if (dead.contains(owner)) throw new IOException("told dead");
        line.known = true;
        peers.computeIfAbsent(owner, _ -> new HashSet<>()).add(channel);
    }

    private synchronized void ended(String owner, SocketChannel channel) {
        var channels = peers.get(owner);
        if (channels == null) return;
        channels.remove(channel);
        doubt(owner);
    }

    private void lookAgain() {
        for (var owner : deadAmongDoubtful()) told.tell(listener -> listener.died(owner));
    }

    private synchronized List<String> deadAmongDoubtful() {
        var before = Set.copyOf(doubtful);
        doubtful.removeIf(owner ->
                !files.isAlive(owner) || !peers.getOrDefault(owner, Set.of()).isEmpty() || connect(owner));
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
        return before.stream()
                .filter(owner -> !doubtful.contains(owner) && !files.isAlive(owner))
                .filter(this::forget)
                .toList();
    }

    /// Whether it was known until now.
    private boolean forget(String owner) {
        var channels = peers.remove(owner);
        if (channels == null) return false;
        dead.add(owner);
        if (dead.size() > DEAD_KEPT) dead.removeFirst();
        for (var channel : channels) close(channel);
        return true;
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use any more, closed or not.
        }
    }

    /// Not under this object's monitor, which the thread that listens wants while it has the selector's.
    @Override
    public void close() throws IOException {
        if (!selector.isOpen()) return;
        for (var key : List.copyOf(selector.keys())) if (key.channel() instanceof SocketChannel channel) close(channel);
        server.close();
        selector.close();
    }
}
