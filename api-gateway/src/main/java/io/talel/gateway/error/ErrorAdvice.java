package io.talel.gateway.error;

import io.talel.gateway.web.Moved;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Answers exceptions of controllers, and of the search for one. */
@ControllerAdvice
class ErrorAdvice {

    private final ErrorWriter writer;

    ErrorAdvice(ErrorWriter writer) {
        this.writer = writer;
    }

    /**
     * Rethrows a failure in the middle of an answer: the connection will be broken. Tomcat itself refuses a body that came too
     * late or ended early, with 408 or 400, and takes no other answer.
     */
    @ExceptionHandler
    void answer(Throwable failure, HttpServletRequest request, HttpServletResponse response) throws Throwable {
        if (!response.isCommitted()) {
            writer.write(ErrorMapping.answer(failure), request, response);
        } else if (!isRefusedByTomcat(request, response)) {
            throw failure;
        }
    }

    @ExceptionHandler
    ResponseEntity<Void> redirect(Moved elsewhere) {
        return ResponseEntity.status(Moved.STATUS)
                .header(HttpHeaders.LOCATION, elsewhere.location())
                .cacheControl(elsewhere.readers())
                .build();
    }

    private static boolean isRefusedByTomcat(HttpServletRequest request, HttpServletResponse response) {
        return response.getStatus() >= 400 && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null;
    }
}
