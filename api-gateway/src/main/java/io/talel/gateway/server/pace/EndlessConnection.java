package io.talel.gateway.server.pace;

import io.talel.gateway.web.answer.EndlessAnswer;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection whose answer does not end by itself. It uses the socket alone, since Tomcat gives channels and buffers of a closed
 * connection to the next one.
 */
final class EndlessConnection implements InternalHttpUpgradeHandler, EndlessAnswer {

    private static final Logger LOG = LoggerFactory.getLogger(EndlessConnection.class);

    private final Connection connection;
    private final Connections connections;
    private final Writer writer;

    EndlessConnection(Connection connection, Connections connections, Writer writer) {
        this.connection = connection;
        this.connections = connections;
        this.writer = writer;
    }

    /** Tomcat is done with the request. */
    @Override
    public void init(WebConnection ignored) {
        writer.opened(this);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        connection.sent(connection.socket().write(bytes));
    }

    @Override
    public void end() {
        try {
            connection.socket().shutdownOutput();
            connection.socket().shutdownInput();
        } catch (IOException e) {
            LOG.debug("The client was faster", e);
        }
    }

    /** A client has nothing to say any more; whatever comes from it ends the connection. */
    @Override
    public SocketState upgradeDispatch(SocketEvent event) {
        return switch (event) {
            case OPEN_WRITE -> SocketState.UPGRADED;
            case OPEN_READ -> isSilent() ? SocketState.UPGRADED : SocketState.CLOSED;
            case STOP, TIMEOUT, DISCONNECT, ERROR, CONNECT_FAIL -> SocketState.CLOSED;
        };
    }

    private boolean isSilent() {
        try {
            return connection.socket().read(ByteBuffer.allocate(1)) == 0;
        } catch (IOException e) {
            LOG.debug("The client has gone", e);
            return false;
        }
    }

    @Override
    public void destroy() {
        connections.remove(connection);
        writer.closed();
    }

    @Override
    public void timeoutAsync(long now) {}

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> wrapper) {}

    @Override
    public void setSslSupport(SSLSupport sslSupport) {}

    @Override
    public void pause() {}
}
