package io.talel.gateway.article.bulk.source;

import io.talel.gateway.article.bulk.archive.SourceFiles;
import io.talel.gateway.article.bulk.archive.Unreadable;
import java.io.IOException;

/** A format that posts come in. */
public interface Source {

    /** Takes one entry after the other. */
    @FunctionalInterface
    interface Taker {
        void take(SourceEntry entry) throws IOException;
    }

    /**
     * Reads everything, one post in memory at a time.
     *
     * @throws Unreadable before the first entry if the upload as a whole cannot be read
     */
    void read(SourceFiles files, Taker taker) throws IOException;
}
