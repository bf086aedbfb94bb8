package io.talel.gateway.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Answers exceptions of controllers, and of the search for one. */
@ControllerAdvice
class ErrorAdvice {

    private final ErrorWriter writer;

    ErrorAdvice(ErrorWriter writer) {
        this.writer = writer;
    }

    /** Rethrows a failure in the middle of an answer: the connection will be broken. */
    @ExceptionHandler
    void answer(Throwable failure, HttpServletRequest request, HttpServletResponse response) throws Throwable {
        if (response.isCommitted()) {
            throw failure;
        }
        writer.write(ErrorMapping.answer(failure), request, response);
    }
}
