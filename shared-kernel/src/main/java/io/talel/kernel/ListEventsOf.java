package io.talel.kernel;

/**
 * A query for the events of one stream in their order, with personal fields opened. The answer is a list of
 * {@link StreamEvent}, cut off after a few megabytes; an empty one means the end.
 *
 * @param after only greater versions; -1 for all
 */
public record ListEventsOf(String stream, long after) {}
