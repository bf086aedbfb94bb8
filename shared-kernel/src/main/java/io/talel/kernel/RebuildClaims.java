package io.talel.kernel;

/** A command of operators: make the tables of claims again from the log. Answered with nothing. */
public record RebuildClaims() {}
