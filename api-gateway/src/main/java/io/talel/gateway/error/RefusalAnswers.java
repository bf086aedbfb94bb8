package io.talel.gateway.error;

import io.talel.kernel.Refusal;
import io.talel.kernel.Refusal.EditConflict.Slugs;
import io.talel.kernel.article.Slug;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Status and message for each reason why a command is refused: conflicts, names that are taken, missing rights. */
final class RefusalAnswers {

    private RefusalAnswers() {}

    static ErrorAnswer of(Refusal refusal) {
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
}
