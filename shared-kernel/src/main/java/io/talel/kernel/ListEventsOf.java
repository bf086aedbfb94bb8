package io.talel.kernel;

/**
 * A query for what is stored of one stream, opened, in its order; answered with a list of {@link StreamEvent}, which is
 * cut off after a few megabytes and empty at the end.
 *
 * @param after only greater versions; -1 for all
 */
public record ListEventsOf(String stream, long after) {}
