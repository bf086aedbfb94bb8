package io.talel.query.projection;

/** An error whose message may be logged and stored: it quotes no content of events. */
public interface SafeMessage {}
