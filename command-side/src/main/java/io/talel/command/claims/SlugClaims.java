package io.talel.command.claims;

import io.talel.kernel.article.Slug;

/** Which slugs are free. */
public interface SlugClaims {

    /**
     * The number under which a slug is free, 1 for the slug itself. Until the unit of work ends, everybody else who wants a slug of
     * the same stem waits.
     */
    int freeNumber(Slug wanted);
}
