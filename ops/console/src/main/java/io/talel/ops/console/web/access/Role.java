package io.talel.ops.console.web.access;

/** What somebody with a token may do. */
public enum Role {
    /** Looks at everything. */
    VIEWER,
    /** Changes things, too. */
    OPERATOR
}
