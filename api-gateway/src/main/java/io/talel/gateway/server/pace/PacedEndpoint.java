package io.talel.gateway.server.pace;

import java.time.Duration;
import java.util.Objects;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/** Accepts connections and watches the pace of their clients. */
final class PacedEndpoint extends NioEndpoint {

    /**
     * Bytes of an answer that the system takes over (64 KiB; Linux doubles it). It takes more only when a third has gone out:
     * in 6 s at the slowest pace, well within the patience. A buffer that Linux sizes itself has up to 4 MiB, so a client that
     * is steady would seem to stand still for minutes.
     */
    private static final int SEND_BUFFER = 64 * 1024;

    private static final Duration ROOM_LOOK_INTERVAL = Duration.ofMillis(2);

    private @Nullable Connections connections;

    PacedEndpoint() {
        getSocketProperties().setTxBufSize(SEND_BUFFER);
    }

    void use(Connections watched) {
        connections = watched;
        setMaxConnections(watched.mostOfAll());
    }

    private Connections connections() {
        return Objects.requireNonNull(connections);
    }

    @Override
    protected NioChannel createChannel(SocketBufferHandler buffers) {
        return new PacedChannel(buffers, connections());
    }

    /** Waits while there are as many requests as there may be; answers that do not end have a limit of their own. */
    @Override
    protected void countUpOrAwaitConnection() throws InterruptedException {
        while (isRunning() && !isPaused() && isFull()) {
            Thread.sleep(ROOM_LOOK_INTERVAL);
        }
        super.countUpOrAwaitConnection();
    }

    private boolean isFull() {
        return getConnectionCount() - connections().endless() >= connections().most();
    }

    @Override
    public void startInternal() throws Exception {
        super.startInternal();
        connections().start();
    }

    @Override
    public void stopInternal() {
        connections().stop();
        super.stopInternal();
    }
}
