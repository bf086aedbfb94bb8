package io.talel.command.claims;

import io.talel.kernel.CommandRefused;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;

/** Other slugs for articles that have one. */
public interface WantedSlugClaims {

    /**
     * Waits until nobody else on this node wants a slug of the same stem. Until the unit of work ends, everybody else waits.
     * Comes before anything that takes a connection.
     */
    Turn await(Slug wanted, ArticleId owner);

    /** The turn of one article to claim the slug that it wants. */
    @FunctionalInterface
    interface Turn {

        /**
         * Claims the slug in the running transaction, unless it is the article's already: a slug that it had, or its present one,
         * if that is the wanted one with a number and the wanted one is taken.
         *
         * @param presentNumber with which the wanted slug is the present one; 1 if the present one is another, or there is none
         * @return the number that makes the wanted slug the article's, 1 for the slug itself
         * @throws CommandRefused if somebody else has taken it meanwhile
         */
        int claim(int presentNumber);
    }
}
