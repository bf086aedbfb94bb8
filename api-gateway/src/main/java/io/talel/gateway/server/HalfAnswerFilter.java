package io.talel.gateway.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.coyote.CloseNowException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Breaks the connection of an answer that fails half-way, so that no client takes the half for the whole. */
@Component
final class HalfAnswerFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(HalfAnswerFilter.class);

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (IOException e) {
            LOG.debug("An answer breaks off", e);
            throw response.isCommitted() ? new CloseNowException(e) : e;
        } catch (ServletException | RuntimeException e) {
            if (!response.isCommitted()) {
                throw e;
            }
            LOG.warn("An answer breaks off: {}", e.toString());
            throw new CloseNowException(e);
        }
    }
}
