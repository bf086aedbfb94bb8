package io.talel.kernel.article.view;

/**
 * Tells one state of a list of articles from another.
 *
 * @param hash of what the list shows of each article
 */
public record ListDigest(long count, long hash) {}
