package io.talel.gateway.server.pace;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection. */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final SocketChannel socket;
    private final Pace pace;
    private final long opened;

    /** A new connection is there for a request. */
    private volatile boolean inRequest = true;

    private volatile boolean inAnswer;
    private volatile boolean answered;

    /** @param opened when, in nanoseconds of the same clock as the pace's */
    Connection(SocketChannel socket, Pace pace, long opened) {
        this.socket = socket;
        this.pace = pace;
        this.opened = opened;
        pace.waits();
    }

    /** The first bytes of a request are there; without effect for its further ones. */
    void beginRequest() {
        if (!inRequest) {
            pace.restart();
            inRequest = true;
        }
    }

    /**
     * The client may keep the connection for another request. Without an answer none has ended: blank lines, which may stand
     * before a request, are the beginning of one.
     */
    void endRequest() {
        if (answered) {
            answered = false;
            inRequest = false;
            inAnswer = false;
            pace.restart();
        }
        pace.waits();
    }

    /** @param bytes read at the node's wish; 0 if there are none yet */
    void received(long bytes) {
        inAnswer = false;
        moved(bytes);
    }

    /** @param bytes that the system took over; 0 if it has no room yet */
    void sent(long bytes) {
        inAnswer = true;
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

    /** Whether the client takes an answer, or could. */
    boolean isInAnswer() {
        return inAnswer;
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

    /**
     * Breaks the connection, from any thread. Tomcat reuses the buffers of a connection that it has closed, so only its own
     * threads may close one: to them this looks as if the client had gone. What waits in the system's buffers is dropped.
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
