package io.talel.gateway.server.pace;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;

/**
 * Limits of client connections.
 *
 * @param most connections at once; 0: as many as a quarter of the heap has room for
 * @param streams most of the answers that do not end by themselves, beside those connections; 0: as many as a sixteenth of the
 *     heap has room for, and at least 1,000
 * @param patience how far a client may be behind the slowest pace before its connection is broken
 * @param slowestPace bytes per second at which a client has to send requests and take answers
 */
@ConfigurationProperties("talelio.connections")
public record ConnectionSettings(int most, int streams, Duration patience, DataSize slowestPace) {

    /** Heap of a connection with a request under way, in bytes: Tomcat, Spring and the beginning of a body. */
    private static final long HEAP_PER_CONNECTION = 192L * 1024;

    /** Heap of a connection with an answer that does not end by itself, in bytes, with some of the answer. */
    private static final long HEAP_PER_STREAM = 32L * 1024;

    private static final long LEAST_STREAMS = 1_000;

    /** Most connections for any heap: sockets also cost memory outside of it. */
    private static final long MAX_CONNECTIONS = 10_000;

    public ConnectionSettings {
        if (most < 0) {
            throw new IllegalArgumentException("CONNECTIONS_MOST has to be 0 or more, not " + most);
        }
        if (streams < 0) {
            throw new IllegalArgumentException("CONNECTIONS_STREAMS has to be 0 or more, not " + streams);
        }
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("CONNECTIONS_PATIENCE has to be more than 0, not " + patience);
        }
        if (slowestPace.toBytes() < 1) {
            throw new IllegalArgumentException("CONNECTIONS_SLOWEST_PACE has to be 1B or more, not " + slowestPace);
        }
        if (most == 0) {
            most = mostFor(Runtime.getRuntime().maxMemory());
        }
        if (streams == 0) {
            streams = streamsFor(Runtime.getRuntime().maxMemory());
        }
    }

    /** @param heap in bytes */
    static int mostFor(long heap) {
        return (int) Math.min(MAX_CONNECTIONS, heap / 4 / HEAP_PER_CONNECTION);
    }

    /** @param heap in bytes */
    static int streamsFor(long heap) {
        return (int) Math.clamp(heap / 16 / HEAP_PER_STREAM, LEAST_STREAMS, MAX_CONNECTIONS);
    }
}
