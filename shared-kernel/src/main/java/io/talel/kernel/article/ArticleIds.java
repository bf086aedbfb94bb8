package io.talel.kernel.article;

/** The source of new article numbers, a sequence of the event store's database. */
public interface ArticleIds {

    /** Draws a number that no other call gets. The numbers of a node grow; nodes draw in blocks. */
    ArticleId next();
}
