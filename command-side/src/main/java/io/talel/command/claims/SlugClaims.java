package io.talel.command.claims;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;

/** The slugs of articles. */
public interface SlugClaims {

    /**
     * Claims a slug in the running transaction. Until the unit of work ends, everybody else who wants a slug of the same stem
     * waits.
     *
     * @return the number under which it was free, 1 for the slug itself
     * @throws CommandRefused if somebody else has taken it meanwhile
     */
    int claim(Slug wanted, ArticleId owner);
}
