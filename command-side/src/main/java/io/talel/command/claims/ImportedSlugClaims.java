package io.talel.command.claims;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;

/** The slugs of articles that were chosen elsewhere. */
public interface ImportedSlugClaims {

    /**
     * Claims exactly this slug in the running transaction.
     *
     * @param number the one at its end that made it unique, 1 without one
     * @throws CommandRefused as a conflict if another article has it
     */
    void claim(Slug slug, int number, ArticleId owner);
}
