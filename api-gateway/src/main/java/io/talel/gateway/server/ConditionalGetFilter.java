package io.talel.gateway.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Corrects what Spring makes of the conditions of reads. Dates are hidden from it, since no time tells whether a client has the
 * present answer (docs/decisions/life-cycle.md). {@code If-None-Match: *} is 304 where there is a tag; Spring takes it for a
 * condition on writes. Tags themselves are compared by Spring.
 */
@Component
final class ConditionalGetFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isRead(request)) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletRequest read = isDated(request) ? new UndatedRead(request) : request;
        if ("*".equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            KnownAnswer known = new KnownAnswer(response);
            chain.doFilter(read, known);
            known.leaveOutTheBody();
        } else {
            chain.doFilter(read, response);
        }
    }

    private static boolean isRead(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    private static boolean isDated(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.IF_MODIFIED_SINCE) != null
                || request.getHeader(HttpHeaders.IF_UNMODIFIED_SINCE) != null;
    }

    private static final class UndatedRead extends HttpServletRequestWrapper {

        UndatedRead(HttpServletRequest request) {
            super(request);
        }

        @Override
        public long getDateHeader(String name) {
            return HttpHeaders.IF_MODIFIED_SINCE.equalsIgnoreCase(name)
                            || HttpHeaders.IF_UNMODIFIED_SINCE.equalsIgnoreCase(name)
                    ? -1
                    : super.getDateHeader(name);
        }
    }

    /** Becomes a 304 before its first byte. Tomcat sends no body with that. */
    private static final class KnownAnswer extends HttpServletResponseWrapper {

        KnownAnswer(HttpServletResponse response) {
            super(response);
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            leaveOutTheBody();
            return super.getOutputStream();
        }

        @Override
        public void flushBuffer() throws IOException {
            leaveOutTheBody();
            super.flushBuffer();
        }

        void leaveOutTheBody() {
            if (!isCommitted() && getStatus() == SC_OK && containsHeader(HttpHeaders.ETAG)) {
                setStatus(SC_NOT_MODIFIED);
            }
        }
    }
}
