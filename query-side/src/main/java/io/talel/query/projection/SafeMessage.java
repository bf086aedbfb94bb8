package io.talel.query.projection;

/** An error whose message may be shown and kept: it holds nothing of what events say. */
public interface SafeMessage {}
