package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Clients that all begin with the same bytes and then send or read a byte now and then. A client that is thrown out connects
 * again.
 */
final class TricklingClients implements AutoCloseable {

    /** Behaviour after the first bytes. */
    enum Kind {
        SENDING,
        /** Every other client takes some 35 kB a second and is never behind. */
        READING
    }

    private static final long NOW_AND_THEN_MILLIS = 500;

    /** New clients per round, fewer than a flood of connections. */
    private static final int NEW_AT_ONCE = 500;

    /** Besides one for each client. */
    private static final int DESCRIPTORS = 1_000;

    private static final int TINY_BUFFER = 4_096;
    private static final int STEADY_BUFFER = 65_536;

    /** Bytes that a steady reader takes at once. */
    private static final int STEADY = 17_500;

    /** Not the address of other clients: attackers have addresses of their own. */
    private static final InetSocketAddress ADDRESS = new InetSocketAddress("127.0.0.2", 0);

    private final Kind kind;
    private final InetSocketAddress node;
    private final ByteBuffer beginning;
    private final @Nullable Trickler[] clients;
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong broken = new AtomicLong();

    private TricklingClients(Kind kind, int count, int port, String beginning) {
        this.kind = kind;
        this.node = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.beginning = ByteBuffer.wrap(beginning.getBytes(StandardCharsets.US_ASCII));
        this.clients = new Trickler[count];
    }

    /** @param pace most bytes that the client takes at once */
    private record Trickler(SocketChannel socket, ByteBuffer beginning, int pace) {}

    static TricklingClients start(Kind kind, int count, int port, String beginning) {
        long descriptors =
                ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();
        assertThat(descriptors)
                .as("open files that are allowed (ulimit -n), for " + count + " clients")
                .isGreaterThan(count + DESCRIPTORS);
        TricklingClients tricklers = new TricklingClients(kind, count, port, beginning);
        tricklers.rounds.scheduleWithFixedDelay(tricklers::round, 0, NOW_AND_THEN_MILLIS, TimeUnit.MILLISECONDS);
        return tricklers;
    }

    /** Number of times that a client has sent its first bytes. */
    long begun() {
        return begun.get();
    }

    /** Number of times that a client was thrown out. */
    long broken() {
        return broken.get();
    }

    private void round() {
        int room = NEW_AT_ONCE;
        for (int i = 0; i < clients.length; i++) {
            Trickler client = clients[i];
            if (client == null) {
                clients[i] = room-- > 0 ? opened(kind == Kind.READING && i % 2 == 0 ? STEADY : 1) : null;
            } else if (!goesOn(client)) {
                clients[i] = null;
                broken.incrementAndGet();
            }
        }
    }

    private @Nullable Trickler opened(int pace) {
        try {
            SocketChannel socket = SocketChannel.open();
            socket.configureBlocking(false);
            socket.setOption(StandardSocketOptions.SO_RCVBUF, pace == STEADY ? STEADY_BUFFER : TINY_BUFFER);
            socket.bind(ADDRESS);
            socket.connect(node);
            return new Trickler(socket, beginning.duplicate(), pace);
        } catch (IOException refused) {
            return null;
        }
    }

    private boolean goesOn(Trickler client) {
        try {
            if (!client.socket().finishConnect()) {
                return true;
            }
            if (client.beginning().hasRemaining()) {
                client.socket().write(client.beginning());
                if (!client.beginning().hasRemaining()) {
                    begun.incrementAndGet();
                }
                return true;
            }
            // Readers, too: nothing else shows them soon that they were thrown out.
            client.socket().write(ByteBuffer.wrap(new byte[] {'\n'}));
            boolean ended = kind == Kind.READING && client.socket().read(ByteBuffer.allocate(client.pace())) < 0;
            return !ended || closed(client);
        } catch (IOException brokenOff) {
            return closed(client);
        }
    }

    /** @return false */
    private static boolean closed(Trickler client) {
        try {
            client.socket().close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return false;
    }

    @Override
    public void close() {
        rounds.close();
        for (Trickler client : clients) {
            if (client != null) {
                closed(client);
            }
        }
    }
}
