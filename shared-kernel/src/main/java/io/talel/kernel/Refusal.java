package io.talel.kernel;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import java.util.Optional;

/** Why the write side refuses a command; each is mapped to one HTTP answer. */
public sealed interface Refusal {

    record EmailTaken(Email email) implements Refusal {}

    record UsernameTaken(Username username) implements Refusal {}

    /** The address was confirmed already, or another one was given since. */
    record OutdatedEmail(UserId userId) implements Refusal {}

    /** The stream does not exist, or has come to its end. */
    record Unknown(String stream) implements Refusal {}

    /** The article is somebody else's. */
    record NotTheAuthor(ArticleId articleId) implements Refusal {}

    /** Readers see what the article says already, so there is nothing to publish later. */
    record AlreadyPublished(ArticleId articleId) implements Refusal {}

    /** The article never had such a version. */
    record UnknownVersion(ArticleId articleId, long version) implements Refusal {}

    /** A version of the article has more lines than are compared. */
    record TooManyLines(ArticleId articleId) implements Refusal {}

    /** Another command changed the stream first. */
    record Conflict(String stream) implements Refusal {}

    /**
     * Two edits of an article, both made of the base, have changed the same in different ways.
     *
     * @param slugs if these are in conflict
     */
    record EditConflict(
            ArticleId articleId,
            long version,
            ArticleContent base,
            ArticleContent ours,
            ArticleContent theirs,
            Optional<Slugs> slugs)
            implements Refusal {

        /** @param ours as the author asks for it, without a number */
        public record Slugs(Slug base, Slug ours, Slug theirs) {}

        /** Omits the texts. */
        @Override
        public String toString() {
            return "EditConflict[" + articleId + ", " + version + "]";
        }
    }

    /** The stream has another version than the command expects. */
    record OtherVersion(String stream) implements Refusal {}
}
