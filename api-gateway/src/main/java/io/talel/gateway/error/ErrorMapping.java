package io.talel.gateway.error;

import io.talel.gateway.web.HttpRefusal;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.InvalidValue;
import io.talel.kernel.Refusal;
import io.talel.kernel.Refusal.EditConflict.Slugs;
import io.talel.kernel.article.Slug;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
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
            case CommandRefused e -> Optional.of(answer(e.refusal()));
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

    private static ErrorAnswer answer(Refusal refusal) {
        return switch (refusal) {
            case Refusal.EmailTaken(var email) ->
                ErrorAnswer.of(HttpStatus.BAD_REQUEST, "Account with the email '" + email + "' already exists");
            case Refusal.UsernameTaken(var username) ->
                ErrorAnswer.of(HttpStatus.BAD_REQUEST, "Account with the username '" + username + "' already exists");
            case Refusal.OutdatedEmail _ ->
                ErrorAnswer.of(HttpStatus.GONE, "The address was confirmed already, or another one was given since");
            case Refusal.Unknown(var stream)
            when stream.startsWith("article-") -> ErrorAnswer.of(HttpStatus.NOT_FOUND, "Article not found");
            case Refusal.Unknown _ -> ErrorAnswer.of(HttpStatus.NOT_FOUND);
            case Refusal.NotTheAuthor _ -> ErrorAnswer.of(HttpStatus.FORBIDDEN, "Only the author may do this");
            case Refusal.AlreadyPublished _ ->
                ErrorAnswer.of(HttpStatus.CONFLICT, "It is published already, so there is nothing to publish later");
            case Refusal.UnknownVersion _ ->
                ErrorAnswer.of(HttpStatus.BAD_REQUEST, "'version' must be one that the article has had");
            case Refusal.TooManyLines _ ->
                ErrorAnswer.of(HttpStatus.UNPROCESSABLE_CONTENT, "A version has too many lines to be compared");
            case Refusal.EditConflict conflict -> editConflict(conflict);
            case Refusal.OtherVersion _ ->
                ErrorAnswer.of(HttpStatus.PRECONDITION_FAILED, "It has another version than this request expects");
            case Refusal.Conflict _ -> ErrorAnswer.of(HttpStatus.CONFLICT, "Somebody else changed it first");
        };
    }

    /** The author merges by hand; the {@code ETag} is that of theirs. */
    private static ErrorAnswer editConflict(Refusal.EditConflict conflict) {
        HttpHeaders headers = new HttpHeaders();
        headers.setETag("\"" + conflict.version() + "\"");
        return new ErrorAnswer(
                HttpStatus.PRECONDITION_FAILED,
                "Somebody else has changed the same",
                headers,
                Map.of(
                        "base",
                        ConflictingVersionAnswer.of(conflict.base(), slug(conflict, Slugs::base)),
                        "ours",
                        ConflictingVersionAnswer.of(conflict.ours(), slug(conflict, Slugs::ours)),
                        "theirs",
                        ConflictingVersionAnswer.of(conflict.theirs(), slug(conflict, Slugs::theirs))));
    }

    private static @Nullable Slug slug(Refusal.EditConflict conflict, Function<Slugs, Slug> version) {
        return conflict.slugs().map(version).orElse(null);
    }

    private static String text(Throwable failure) {
        return Objects.requireNonNullElse(failure.getMessage(), "");
    }
}
