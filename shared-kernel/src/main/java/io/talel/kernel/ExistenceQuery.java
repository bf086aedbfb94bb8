package io.talel.kernel;

import io.talel.kernel.article.Slug;
import io.talel.kernel.user.Username;

/**
 * Asked of the write side when a read model does not show something; answered with a {@code Boolean}: whether it is recorded
 * and was not removed. A read model may be late, or have parked it.
 */
public sealed interface ExistenceQuery {

    record DoesArticleExist(Slug slug) implements ExistenceQuery {}

    record DoesUserExist(Username username) implements ExistenceQuery {}
}
