package io.talel.gateway.server;

import io.talel.gateway.trace.LogContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Gives each request an id, which all lines have that are logged for it, those of its errors too. */
final class RequestIdValve extends ValveBase {

    RequestIdValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        try (LogContext _ = LogContext.ofRequest()) {
            getNext().invoke(request, response);
        }
    }
}
