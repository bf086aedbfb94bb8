package io.talel.gateway.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Comes before all that answers, so that answers without a servlet carry the headers, too. */
final class BrowserValve extends ValveBase {

    private final BrowserHeaders headers;
    private final CorsHeaders cors;

    BrowserValve(BrowserHeaders headers, CorsHeaders cors) {
        super(true);
        this.headers = headers;
        this.cors = cors;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        headers.addTo(request, response);
        if (CorsHeaders.isPreflight(request)) {
            cors.answerPreflight(request, response);
        } else {
            getNext().invoke(request, response);
        }
    }
}
