package io.talel.ops.console.web.access;

/** Role of the bearer of a token. */
public enum Role {
    /** May look at everything. */
    VIEWER,
    /** May also change things. */
    OPERATOR
}
