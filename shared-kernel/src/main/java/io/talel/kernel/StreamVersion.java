package io.talel.kernel;

/**
 * A position in the stream of one aggregate: the consistency token of the system.
 *
 * @param stream name of the stream: {@code article-42}, {@code user-7}, {@code image-9}
 * @param version sequence number of the last event, from 0
 */
public record StreamVersion(String stream, long version) {}
