package io.talel.kernel.article;

import java.time.Instant;
import java.util.Optional;

/**
 * What tells one list of {@link ArticleAddress} from another.
 *
 * @param newest when one of them changed last; empty without any
 * @param hash of all slugs and times
 */
public record AddressesDigest(long count, Optional<Instant> newest, long hash) {}
