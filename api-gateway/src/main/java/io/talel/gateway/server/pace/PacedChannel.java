package io.talel.gateway.server.pace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/** Counts the bytes of a connection. Tomcat uses a channel for one connection after the other. */
final class PacedChannel extends NioChannel {

    private final Connections connections;
    private volatile @Nullable Connection connection;

    PacedChannel(SocketBufferHandler buffers, Connections connections) {
        super(buffers);
        this.connections = connections;
    }

    /** @return null once the channel is closed */
    @Nullable Connection connection() {
        return connection;
    }

    @Override
    public void reset(@Nullable SocketChannel socket, @Nullable NioSocketWrapper wrapper) throws IOException {
        Connection before = connection;
        if (before != null) {
            connections.remove(before);
        }
        connection = socket == null ? null : connections.add(socket);
        super.reset(socket, wrapper);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int n = super.read(target);
        received(n);
        return n;
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        long n = super.read(targets, offset, length);
        received(n);
        return n;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        boolean something = source.hasRemaining();
        int n = super.write(source);
        if (something) {
            sent(n);
        }
        return n;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long n = super.write(sources, offset, length);
        sent(n);
        return n;
    }

    private void received(long bytes) {
        Connection current = connection;
        if (current != null) {
            current.received(bytes);
        }
    }

    private void sent(long bytes) {
        Connection current = connection;
        if (current != null) {
            current.sent(bytes);
        }
    }
}
