package io.talel.ops.backup.format;

import java.util.List;

/**
 * Links chunks across the backups of a chain: each link is the SHA-256 of the previous link and the chunk's hash. The
 * chain of an incremental backup starts at the parent's end, that of a full backup at the hash of its id.
 */
public record HashChain(String start, String end) {

    /** Hash chain over the chunks of a backup, in the order dumped. */
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
