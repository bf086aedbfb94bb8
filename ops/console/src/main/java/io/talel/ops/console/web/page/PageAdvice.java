package io.talel.ops.console.web.page;

import io.talel.ops.backup.bucket.BucketFailure;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.log.OperatorLog;
import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.store.DatabaseUnreachable;
import io.talel.ops.console.web.access.AccessFilter;
import io.talel.query.rebuild.RebuildRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Model attributes of all pages, and the error page. */
@ControllerAdvice
public class PageAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(PageAdvice.class);

    /** Class of SQLSTATE. */
    private static final String DATA_EXCEPTION = "22";

    @ModelAttribute("role")
    @Nullable String role(HttpServletRequest request) {
        Object role = request.getAttribute(AccessFilter.ROLE);
        return role == null ? null : role.toString();
    }

    @ModelAttribute("longestReason")
    int longestReason() {
        return OperatorLog.LONGEST_REASON;
    }

    @ExceptionHandler
    ModelAndView refused(ResponseStatusException error, HttpServletRequest request) {
        boolean notFound = error.getStatusCode() == HttpStatus.NOT_FOUND;
        return page(
                request,
                notFound ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST,
                notFound ? "Not found" : "Not understood",
                error.getReason());
    }

    @ExceptionHandler({Refused.class, RebuildRefused.class})
    ModelAndView refused(RuntimeException error, HttpServletRequest request) {
        return page(request, HttpStatus.CONFLICT, "Refused", error.getMessage());
    }

    @ExceptionHandler
    ModelAndView malformed(MethodArgumentTypeMismatchException error, HttpServletRequest request) {
        return page(request, HttpStatus.BAD_REQUEST, "Not understood", error.getName() + " is not of the right form.");
    }

    @ExceptionHandler
    ModelAndView missing(MissingServletRequestParameterException error, HttpServletRequest request) {
        return page(request, HttpStatus.BAD_REQUEST, "Not understood", error.getParameterName() + " is missing.");
    }

    @ExceptionHandler
    ModelAndView unreachable(DatabaseUnreachable error, HttpServletRequest request) {
        LOG.warn("A page failed: {}", error.getMessage());
        return page(request, HttpStatus.SERVICE_UNAVAILABLE, "The database does not answer", error.getMessage());
    }

    @ExceptionHandler({BucketFailure.class, Damaged.class})
    ModelAndView unreadable(IOException error, HttpServletRequest request) {
        LOG.warn("A page failed: {}", error.getMessage());
        return page(request, HttpStatus.SERVICE_UNAVAILABLE, "That cannot be read", error.getMessage());
    }

    /**
     * A value that no column can hold, such as a text with NUL, is a bad request; every other error is a failure of the
     * console.
     */
    @ExceptionHandler
    ModelAndView failed(SQLException error, HttpServletRequest request) {
        if (String.valueOf(error.getSQLState()).startsWith(DATA_EXCEPTION)) {
            return page(
                    request, HttpStatus.BAD_REQUEST, "Not understood", "The database cannot search for this value.");
        }
        LOG.error("A page failed", error);
        return page(request, HttpStatus.INTERNAL_SERVER_ERROR, "That failed", error.getMessage());
    }

    private ModelAndView page(HttpServletRequest request, HttpStatus status, String title, @Nullable String message) {
        ModelAndView page = new ModelAndView("message", status);
        page.addObject("title", title);
        page.addObject("message", message);
        page.addObject("role", role(request));
        return page;
    }
}
