package io.talel.kernel.article.view;

/**
 * How many public articles have a tag.
 *
 * @param tag in lower case
 */
public record TagCount(String tag, long articles) {}
