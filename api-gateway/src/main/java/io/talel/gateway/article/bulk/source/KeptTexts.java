package io.talel.gateway.article.bulk.source;

import io.talel.gateway.article.bulk.archive.Unreadable;
import java.util.stream.Stream;

/** Bounds the texts that an import keeps in memory while it reads the rest. */
final class KeptTexts {

    private static final int MAX_ROWS = 200_000;

    /** In characters. */
    private static final int MAX_LENGTH = 16 * 1024 * 1024;

    private int rows;
    private int length;

    /** @throws Unreadable if all texts together are too many or too long */
    void keep(String... row) {
        rows++;
        length += Stream.of(row).mapToInt(String::length).sum();
        if (rows > MAX_ROWS || length > MAX_LENGTH) {
            throw new Unreadable("has too many tags or pictures");
        }
    }
}
