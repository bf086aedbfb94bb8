package io.talel.kernel.user;

/** What becomes of the articles of a person who is removed. */
public enum ArticlesOnRemoval {
    /** They stay, under the name that erased persons have. */
    KEEP,
    REMOVE
}
