package io.talel.gateway.article.write;

/** The body of a request that makes an article say again what it said at a version. */
record Reversion(long version) {}
