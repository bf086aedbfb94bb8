package io.talel.gateway.server.pace;

import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** Marks the beginning and end of requests on their {@link Connection}. */
final class PacedProcessor extends Http11Processor {

    /** The processor of the request that the current thread works on. */
    static final ScopedValue<PacedProcessor> CURRENT = ScopedValue.newInstance();

    /** Under which name Tomcat counts such connections. One that clients choose would make it keep a count for each. */
    private static final String ENDLESS = "endless";

    private @Nullable InternalHttpUpgradeHandler handedOver;

    PacedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
        super(protocol, adapter);
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        if (socket.getSocket() instanceof PacedChannel channel
                && channel.connection() instanceof Connection connection) {
            connection.beginRequest();
            SocketState state = SocketState.CLOSED;
            try {
                state = ScopedValue.where(Connection.CURRENT, connection)
                        .where(CURRENT, this)
                        .call(() -> super.service(socket));
            } finally {
                endHandOver(state);
            }
            if (state == SocketState.OPEN) {
                connection.endRequest();
            }
            return state;
        }
        return super.service(socket);
    }

    /** Tomcat says nothing to the next owner of a connection that breaks before it is handed over. */
    private void endHandOver(SocketState state) {
        InternalHttpUpgradeHandler next = handedOver;
        handedOver = null;
        if (next != null && state != SocketState.UPGRADING) {
            next.destroy();
        }
    }

    /** Ends the request without an end of its answer, and hands the connection over, as for a WebSocket. */
    void handOver(InternalHttpUpgradeHandler next) {
        handedOver = next;
        doHttpUpgrade(new UpgradeToken(next, null, null, ENDLESS));
    }
}
