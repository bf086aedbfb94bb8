package io.talel.gateway.error;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.parameter.Accept;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes errors in the envelope of v1, or as RFC 9457 for clients whose {@code Accept} names it. */
@Component
public final class ErrorWriter {

    /** Headers of the failed answer, which are removed. */
    private static final List<String> OF_WHAT_FAILED =
            List.of(HttpHeaders.ETAG, HttpHeaders.CONTENT_DISPOSITION, HttpHeaders.ACCEPT_RANGES);

    /** Caches may keep a 404 without being told to (RFC 9110, 15.1), and an article may be there a second later. */
    private static final String NEVER_KEPT = "no-store";

    private final JsonMapper json;

    ErrorWriter(JsonMapper json) {
        this.json = json;
    }

    private record Envelope(Body error, @JsonAnyGetter Map<String, ?> details) {
        private record Body(int status, String type, String message) {}
    }

    private record Problem(
            String type,
            String title,
            int status,
            String detail,
            @JsonAnyGetter Map<String, ?> details) {}

    /** Writes the error for a status that Tomcat has set. */
    public void write(int status, HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(ErrorAnswer.of(HttpStatusCode.valueOf(status)), request, response);
    }

    /** As above, with a message. */
    public void write(HttpRefusal refusal, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(ErrorMapping.answer(refusal), request, response);
    }

    void write(ErrorAnswer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean problem = Accept.prefers(
                request.getHeader(HttpHeaders.ACCEPT), MediaType.APPLICATION_PROBLEM_JSON, MediaType.APPLICATION_JSON);
        byte[] body = json.writeValueAsBytes(problem ? problem(answer) : envelope(answer));
        response.resetBuffer();
        OF_WHAT_FAILED.forEach(name -> response.setHeader(name, null));
        response.setHeader(HttpHeaders.CACHE_CONTROL, NEVER_KEPT);
        response.setStatus(answer.status().value());
        answer.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentType(problem ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        // Sent before the rest of a refused body is read, so that the client sees it.
        response.flushBuffer();
    }

    private static Envelope envelope(ErrorAnswer answer) {
        return new Envelope(
                new Envelope.Body(answer.status().value(), answer.type(), answer.message()), answer.details());
    }

    private static Problem problem(ErrorAnswer answer) {
        return new Problem("about:blank", answer.type(), answer.status().value(), answer.message(), answer.details());
    }
}
