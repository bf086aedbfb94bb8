package io.talel.kernel;

import java.time.Instant;

/**
 * A command: leave no byte of a deleted key of personal data in the files of the database, but for its write-ahead log.
 * Answered with nothing. It fails while somebody reads keys for longer than a moment, as a backup does, and is then to be
 * sent again. What a transaction may still see that is older than the deletion stays until it is done once more.
 *
 * @param since by the database's clock; nothing is done if it was done at that time or later
 */
public record ShredDeletedKeys(Instant since) {}
