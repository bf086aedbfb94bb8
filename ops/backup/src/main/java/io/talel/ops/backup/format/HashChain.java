package io.talel.ops.backup.format;

import java.util.List;

/**
 * Ties chunks to those before them, across the backups of a chain: each link is the SHA-256 of the one before and the
 * chunk's. It begins where the parent's ends, or for a full backup with the hash of its name.
 */
public record HashChain(String start, String end) {

    /** Over the chunks of a backup, in the order dumped. */
    public static HashChain over(String start, List<String> chunks) {
        String link = start;
        for (String chunk : chunks) {
            link = Hash.of(link + chunk);
        }
        return new HashChain(start, link);
    }

    public static String startOf(BackupId full) {
        return Hash.of("talelio " + full);
    }
}
