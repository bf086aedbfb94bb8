package io.talel.gateway.server.pace;

import java.util.Objects;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/** Accepts connections and watches the pace of their clients. */
final class PacedEndpoint extends NioEndpoint {

    private @Nullable Connections connections;

    void use(Connections watched) {
        connections = watched;
        setMaxConnections(watched.most());
    }

    private Connections connections() {
        return Objects.requireNonNull(connections);
    }

    @Override
    protected NioChannel createChannel(SocketBufferHandler buffers) {
        return new PacedChannel(buffers, connections());
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
