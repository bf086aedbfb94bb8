package io.talel.command.claims;

import io.talel.kernel.article.Slug;

/** Which slugs are free. */
public interface SlugClaims {

    /**
     * The slug itself or the next free number of it. Until the unit of work ends, everybody else who wants a slug of
     * the same stem waits.
     */
    Slug free(Slug wanted);
}
