package dev.towpath.store;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// Tells a process that only looks at a store folder when a process that executes runs there has ended, in whatever
/// way. Nothing is written and nobody is asked at intervals: the end of a connection is the news.
public final class OwnerEnd implements AutoCloseable {
    private final SocketChannel channel;

    private OwnerEnd(SocketChannel channel, Runnable ended) {
        this.channel = channel;
        Thread.ofPlatform().daemon().name("towpath-owner-end").start(() -> wait(ended));
    }

    /// Watches an owner.
    ///
    /// @param ended called once, on a thread of its own, when the owner has ended; at once if it has
    ///     already. Not called if the owner lives and can not be reached
    public static AutoCloseable watch(StoreFolder folder, String owner, Runnable ended) {
        try {
            var address = UnixDomainSocketAddress.of(folder.socket(owner));
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(address);
                return new OwnerEnd(channel, ended);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException | UnsupportedOperationException e) {
            if (!folder.isAlive(owner)) ended.run();
            return () -> {};
        }
    }

    /// Says no name, so the owner takes no notice of this connection.
    private void wait(Runnable ended) {
        try {
            while (channel.read(ByteBuffer.allocate(1)) >= 0) Thread.onSpinWait();
        } catch (IOException e) {
            if (!channel.isOpen()) return; // nobody wants to know any more
        }
        ended.run();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
