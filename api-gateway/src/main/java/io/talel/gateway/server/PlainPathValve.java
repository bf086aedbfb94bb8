package io.talel.gateway.server;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Refuses unusual spellings of the base path ({@code //v1/health}, {@code /%76%31/health}): Tomcat accepts them, but Spring
 * fails.
 */
final class PlainPathValve extends ValveBase {

    PlainPathValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String base = request.getContext().getPath();
        String address = request.getRequestURI();
        if (address.equals(base) || address.startsWith(base + "/")) {
            getNext().invoke(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
