package io.talel.gateway.server;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Refuses unusual spellings of the base path ({@code //v1/health}, {@code /%76%31/health}), which Tomcat accepts and Spring does
 * not, and parameters of a path ({@code /v1/users/ada;x=1}), which both ignore: an address with one is none of this API.
 */
final class PlainPathValve extends ValveBase {

    PlainPathValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String base = request.getContext().getPath();
        String address = request.getRequestURI();
        if (address.indexOf(';') < 0 && (address.equals(base) || address.startsWith(base + "/"))) {
            getNext().invoke(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
