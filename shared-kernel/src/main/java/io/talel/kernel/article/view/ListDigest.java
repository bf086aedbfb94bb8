package io.talel.kernel.article.view;

import java.time.Instant;
import java.util.Optional;

/**
 * Tells one state of a list of articles from another.
 *
 * @param newest when an article changed last; empty without articles
 * @param hash of what the list shows of each article
 */
public record ListDigest(long count, Optional<Instant> newest, long hash) {}
