package io.talel.gateway.server.pace;

import io.talel.gateway.web.answer.EndlessAnswer;
import io.talel.gateway.web.answer.EndlessAnswers;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Takes connections out of Tomcat's hands once the head of an answer is sent, by the way of WebSockets but with the answer's own
 * status: Tomcat then frees whatever it keeps for a request, and only watches whether the client goes.
 */
@Component
final class EndlessConnections implements EndlessAnswers {

    private final ConnectionSettings settings;
    private final Connections connections;

    EndlessConnections(ConnectionSettings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    @Override
    public int most() {
        return settings.streams();
    }

    /** The end of the connection is the end of the answer, so nothing has to be written around its pieces. */
    @Override
    public void begin(HttpServletResponse response, EndlessAnswer.Writer writer) throws IOException {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        response.flushBuffer();
        Connection connection = Connection.CURRENT.get();
        PacedProcessor.CURRENT.get().handOver(new EndlessConnection(connection, connections, writer));
        connections.becomesEndless(connection);
    }
}
