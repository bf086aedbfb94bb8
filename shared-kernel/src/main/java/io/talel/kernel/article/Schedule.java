package io.talel.kernel.article;

/**
 * When an article is to be published and taken back. At least one of both is to happen.
 *
 * @param version version of the stream that scheduled it; what the article said then is published
 */
public record Schedule(long version, ScheduledTime publishAt, ScheduledTime unpublishAt) {}
