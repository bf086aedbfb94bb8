package io.talel.kernel.article;

import io.talel.kernel.user.UserId;

/** A query to the write side by a slug that an article has, had or wants. Unlike a read model, the write side is never late. */
public sealed interface SlugQuery {

    Slug slug();

    /** Answered with an optional {@link SlugOwner}, also of an article that nobody may see. */
    record FindSlugOwner(Slug slug) implements SlugQuery {}

    /** Answered with the {@link Slug} that a new article gets if it asks for this one. A taken slug gets a number. */
    record FindFreeSlug(Slug slug) implements SlugQuery {}

    /** Answered with the present {@link Slug} of the article, if readers see it. */
    record FindPublicSlug(Slug slug) implements SlugQuery {}

    /** Answered with the present {@link Slug} of the article, if it is by this person and not removed for ever. */
    record FindOwnSlug(UserId authorId, Slug slug) implements SlugQuery {}

    /** Answered with a list of {@link io.talel.kernel.StreamVersion}: the last of the article and of its author. */
    record FindRecorded(Slug slug) implements SlugQuery {}
}
