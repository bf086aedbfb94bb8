package io.talel.gateway.server.pace;

import java.io.IOException;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

/** Marks the beginning and end of requests on their {@link Connection}. */
final class PacedProcessor extends Http11Processor {

    PacedProcessor(AbstractHttp11Protocol<?> protocol, Adapter adapter) {
        super(protocol, adapter);
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        if (socket.getSocket() instanceof PacedChannel channel
                && channel.connection() instanceof Connection connection) {
            connection.beginRequest();
            SocketState state =
                    ScopedValue.where(Connection.CURRENT, connection).call(() -> super.service(socket));
            if (state == SocketState.OPEN) {
                connection.endRequest();
            }
            return state;
        }
        return super.service(socket);
    }
}
