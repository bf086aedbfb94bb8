package io.talel.kernel;

import io.talel.kernel.article.Slug;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;

/**
 * A query to the write side for a thing that a read model does not show, because it is late or has parked it. The answer is a
 * {@code Boolean}: whether the thing is recorded and not removed.
 */
public sealed interface ExistenceQuery {

    /** Whether it is by this person; readers may not see it. */
    record DoesOwnArticleExist(UserId authorId, Slug slug) implements ExistenceQuery {}

    /** Whether readers may see it. */
    record IsArticlePublic(Slug slug) implements ExistenceQuery {}

    record DoesUserExist(Username username) implements ExistenceQuery {}
}
