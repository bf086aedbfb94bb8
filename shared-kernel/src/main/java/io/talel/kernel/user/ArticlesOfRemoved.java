package io.talel.kernel.user;

/** What becomes of the articles of a person who is removed. */
public enum ArticlesOfRemoved {
    /** They stay, under the name that erased persons have. */
    KEEP,
    REMOVE
}
