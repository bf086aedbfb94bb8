package io.talel.gateway.error;

import io.talel.gateway.web.HttpRefusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Answers whatever comes out of a controller, or of the search for one. */
@ControllerAdvice
class ErrorAdvice {

    private final ErrorWriter writer;

    ErrorAdvice(ErrorWriter writer) {
        this.writer = writer;
    }

    /** When half of an answer is out, Tomcat breaks the connection, so that nobody takes it for the whole. */
    @ExceptionHandler
    void answer(Throwable failure, HttpServletRequest request, HttpServletResponse response) throws Throwable {
        if (response.isCommitted()) {
            breakOff(failure);
            return;
        }
        writer.write(ErrorMapping.answer(failure), request, response);
    }

    /** A refusal at this point means that the client has gone in the middle of its body. */
    private static void breakOff(Throwable failure) throws Throwable {
        if (!(failure instanceof HttpRefusal)) {
            throw failure;
        }
    }
}
