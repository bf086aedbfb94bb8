package io.talel.gateway.error;

import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.InvalidValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;

/** Maps failures to answers, whatever exceptions wrap them. */
final class ErrorMapping {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorMapping.class);

    private ErrorMapping() {}

    /** An {@link InvalidValue} that caused another exception concerns stored data, not the request. */
    static ErrorAnswer answer(Throwable failure) {
        List<Throwable> causes = Causes.of(failure);
        if (failure instanceof InvalidValue invalid) {
            return ErrorAnswer.of(HttpStatus.BAD_REQUEST, text(invalid));
        }
        return causes.stream()
                .map(ErrorMapping::worded)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> unworded(failure, causes));
    }

    /** The answer to a failure that was meant for the client. */
    private static Optional<ErrorAnswer> worded(Throwable failure) {
        return switch (failure) {
            case HttpRefusal e -> Optional.of(new ErrorAnswer(e.status(), text(e), e.headers()));
            case CommandRefused e -> Optional.of(RefusalAnswers.of(e.refusal()));
            case HttpRequestMethodNotSupportedException e ->
                Optional.of(ErrorAnswer.of(e.getStatusCode(), allowed(e.getHeaders())));
            case ErrorResponse e -> Optional.of(ErrorAnswer.of(e.getStatusCode(), e.getHeaders()));
            case InvalidParameterException e -> Optional.of(ErrorAnswer.of(HttpStatusCode.valueOf(e.getErrorCode())));
            default -> Optional.empty();
        };
    }

    /** Spring leaves out the methods that it adds itself. */
    private static HttpHeaders allowed(HttpHeaders declared) {
        Set<HttpMethod> methods = new LinkedHashSet<>(declared.getAllow());
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        methods.add(HttpMethod.OPTIONS);
        HttpHeaders headers = new HttpHeaders();
        headers.setAllow(methods);
        return headers;
    }

    private static ErrorAnswer unworded(Throwable failure, List<Throwable> causes) {
        if (causes.stream().anyMatch(Outage::is)) {
            LOG.warn("A dependency is unavailable: {}", causes.getLast().toString());
            HttpRefusal refusal = HttpRefusal.unavailable();
            return new ErrorAnswer(refusal.status(), text(refusal), refusal.headers());
        }
        LOG.error("Unexpected failure", failure);
        return ErrorAnswer.of(HttpStatus.INTERNAL_SERVER_ERROR);
    }

    private static String text(Throwable failure) {
        return Objects.requireNonNullElse(failure.getMessage(), "");
    }
}
