package io.talel.gateway.server.pace;

import io.talel.gateway.auth.client.ClientAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection. */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** The connection whose request the current thread works on. */
    static final ScopedValue<Connection> CURRENT = ScopedValue.newInstance();

    private final SocketChannel socket;
    private final Pace pace;
    private final long opened;

    /** True for a new connection, which waits for a request. */
    private volatile boolean inRequest = true;

    private volatile boolean answered;

    /** @param opened time of its opening, in nanoseconds of the pace's clock */
    Connection(SocketChannel socket, Pace pace, long opened) {
        this.socket = socket;
        this.pace = pace;
        this.opened = opened;
        pace.waits();
    }

    /** Called when bytes of a request arrive; only the first call for a request has an effect. */
    void beginRequest() {
        if (!inRequest) {
            pace.restart();
            inRequest = true;
        }
    }

    /**
     * Called when the client may send another request. If nothing was answered, no request has ended: blank lines before a
     * request are its beginning.
     */
    void endRequest() {
        if (answered) {
            answered = false;
            inRequest = false;
            pace.restart();
        }
        pace.waits();
    }

    /** @param bytes that the node has read; 0 if it tries to read and none have arrived */
    void received(long bytes) {
        moved(bytes);
    }

    /** @param bytes that the system has taken over; 0 if it has no room yet */
    void sent(long bytes) {
        answered |= bytes > 0;
        moved(bytes);
    }

    private void moved(long bytes) {
        if (bytes > 0) {
            pace.moved(bytes);
        } else if (bytes == 0) {
            pace.waits();
        }
    }

    boolean isInRequest() {
        return inRequest;
    }

    /** How far the client is behind, in nanoseconds; 0 while the node works. */
    long behind() {
        return pace.isWaiting() ? pace.behind() : 0;
    }

    long opened() {
        return opened;
    }

    SocketChannel socket() {
        return socket;
    }

    /** The largest network that may belong to the client alone, as text; empty once the client has gone. */
    String network() {
        try {
            return socket.getRemoteAddress() instanceof InetSocketAddress peer
                    ? new ClientAddress(peer.getAddress()).networks().getLast()
                    : "";
        } catch (IOException e) {
            LOG.debug("The client was faster", e);
            return "";
        }
    }

    /**
     * Breaks the connection, from any thread. Tomcat reuses the buffers of a connection that it has closed, so only its own
     * threads may close one: to them this looks as if the client had gone. Unsent bytes in the system's buffers are dropped.
     */
    void breakOff() {
        try {
            socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            socket.shutdownInput();
            socket.shutdownOutput();
        } catch (IOException e) {
            LOG.debug("The client was faster", e);
        }
    }
}
