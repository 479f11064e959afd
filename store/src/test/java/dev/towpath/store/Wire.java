package dev.towpath.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// The way from clients to the server, which can break.
final class Wire implements AutoCloseable {
    private final ServerSocket entry;
    private final int server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch frozen = new CountDownLatch(0);
    private volatile String lastWord = "";
    private volatile boolean deaf;

    Wire(int server) throws IOException {
        this.server = server;
        this.entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return entry.getLocalPort();
    }

    /// From now on nothing gets through, and no connection ends: as if the process were stopped.
    void freeze() {
        frozen = new CountDownLatch(1);
    }

    void thaw() {
        frozen.countDown();
    }

    /// The next answer of the server that has this text is the last of its connection, and does not arrive.
    void swallow(String text) {
        lastWord = text;
    }

    /// All are cut off, and nobody is let in until [#heal].
    void cut() {
        deaf = true;
        for (var socket : sockets) close(socket);
    }

    void heal() {
        deaf = false;
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                var client = entry.accept();
                var to = deaf ? null : new Socket(InetAddress.getLoopbackAddress(), server);
                if (to == null) {
                    close(client);
                    continue;
                }
                sockets.addAll(List.of(client, to));
                Thread.ofVirtual().start(() -> pass(client, to, true));
                Thread.ofVirtual().start(() -> pass(to, client, false));
            } catch (IOException e) {
                // The entry is closed.
            }
        }
    }

    private void pass(Socket from, Socket to, boolean toServer) {
        try (from;
                to) {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            var buffer = new byte[1 << 16];
            for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                frozen.await();
                if (!toServer && !lastWord.isEmpty() && text(buffer, n).contains(lastWord)) {
                    lastWord = "";
                    return;
                }
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException | InterruptedException e) {
            // Cut.
        }
    }

    private static String text(byte[] buffer, int n) {
        return new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        entry.close();
        thaw();
        for (var socket : sockets) close(socket);
    }
}
