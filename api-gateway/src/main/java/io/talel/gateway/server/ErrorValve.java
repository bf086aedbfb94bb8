package io.talel.gateway.server;

import io.talel.gateway.error.ErrorWriter;
import io.talel.gateway.web.HttpRefusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.buf.MessageBytes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Writes the errors of requests that Tomcat refuses before a servlet: broken request lines, oversized headers, foreign paths.
 */
final class ErrorValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorValve.class);

    private final BrowserHeaders headers;
    private final ErrorWriter writer;

    ErrorValve(BrowserHeaders headers, ErrorWriter writer) {
        this.headers = headers;
        this.writer = writer;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        if (failure != null && status >= 500) {
            LOG.error("Uncaught failure", failure);
        }
        // Tomcat resets the answer when a failure reaches it.
        headers.addTo(request, response);
        try {
            if (status == HttpServletResponse.SC_BAD_REQUEST && gaveUpInTheToken(request)) {
                writer.write(new HttpRefusal(HttpStatus.FORBIDDEN, "Token is too long"), request, response);
            } else {
                writer.write(status, request, response);
            }
        } catch (IOException e) {
            LOG.debug("The client did not wait for its error", e);
        }
    }

    /** Tomcat keeps the name of an oversized header without a value. */
    private static boolean gaveUpInTheToken(Request request) {
        MessageBytes token = request.getCoyoteRequest().getMimeHeaders().getValue(HttpHeaders.AUTHORIZATION);
        return token != null && token.isNull();
    }
}
