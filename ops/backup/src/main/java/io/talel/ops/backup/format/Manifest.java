package io.talel.ops.backup.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Describes a backup. It is written last: a directory without a manifest is not a backup.
 *
 * @param format of the manifest and of the chunks
 * @param parent the backup that an incremental one continues
 * @param lineage identity of the database; a restore gives a database a new one, even if the events are the same
 * @param ancestors lineages that this database was restored from, the oldest first
 * @param application version of the software that wrote the backup
 * @param schemas newest Flyway migration of each schema: {@code event_store}, {@code auth}
 * @param server version of PostgreSQL
 * @param cluster PostgreSQL server of the database; null if unknown
 * @param startedAt by the database's clock, as the other times
 * @param snapshotAt time of the snapshot
 * @param encryption null if the backup is not encrypted
 * @param events null for keys
 * @param sequences last values, by name with schema
 * @param images content of the image bucket; null if it was not listed
 * @param keys the backup of keys that was made with this backup; null for keys
 * @param keyless for keys: number of persons in the log with neither a key nor a removal; null, and left out, for
 *     others
 */
public record Manifest(
        int format,
        BackupId id,
        Kind kind,
        @Nullable Parent parent,
        UUID lineage,
        List<UUID> ancestors,
        String application,
        SortedMap<String, String> schemas,
        String server,
        @Nullable Cluster cluster,
        Instant startedAt,
        Instant snapshotAt,
        Instant finishedAt,
        @Nullable Encryption encryption,
        @Nullable EventRange events,
        SortedMap<String, Long> sequences,
        List<DumpedTable> tables,
        HashChain hashChain,
        @Nullable Images images,
        @Nullable BackupId keys,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long keyless) {

    /** Format that this software writes and reads. */
    public static final int FORMAT = 2;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public Manifest {
        ancestors = List.copyOf(ancestors);
        tables = List.copyOf(tables);
    }

    /** @param manifestSha256 SHA-256 of the parent's manifest as stored in the bucket */
    public record Parent(BackupId id, String manifestSha256) {}

    /**
     * Encryption of the chunks.
     *
     * @param keyId key of the file that wraps the data key
     * @param wrappedKey data key of this backup, in base64
     */
    public record Encryption(String algorithm, String keyId, String wrappedKey) {}

    /**
     * The image bucket.
     *
     * @param bytes total size of all objects
     * @param copied whether copies are in the backup bucket, below {@code images/}
     */
    public record Images(long objects, long bytes, boolean copied) {}

    /**
     * Identity of a PostgreSQL server's history: it changes with a failover or a recovery to an earlier time.
     *
     * @param systemIdentifier drawn by {@code initdb}
     * @param timeline counted from 1
     */
    public record Cluster(String systemIdentifier, int timeline) {}

    /** Prefix of its objects, with a slash at the end. */
    public String directory() {
        return kind.directory(id);
    }

    /** Whether two backups are of one server; unknown if the cluster of one is. */
    public enum SameServer {
        YES,
        NO,
        UNKNOWN
    }

    public SameServer sameServer(Manifest other) {
        if (cluster == null || other.cluster == null) {
            return SameServer.UNKNOWN;
        }
        return cluster.equals(other.cluster) ? SameServer.YES : SameServer.NO;
    }

    /** Whether both backups are known to be of one server. */
    public boolean sharesServer(Manifest other) {
        return sameServer(other) == SameServer.YES;
    }

    /** All chunks, in the order dumped. */
    public Stream<Chunk> chunks() {
        return tables.stream().flatMap(table -> table.chunks().stream());
    }

    /** Size of all its objects without the manifest, in bytes. */
    public long size() {
        return chunks().mapToLong(Chunk::size).sum();
    }

    /** Range of events; every backup except one of keys has one. */
    public EventRange eventRange() {
        if (events == null) {
            throw new IllegalStateException(id + " is a backup of keys");
        }
        return events;
    }

    /** Persons in the log with neither a key nor a removal; asked only about backups of keys. */
    public long lostPersons() {
        if (keyless == null) {
            throw new IllegalStateException(id + " is not a backup of keys");
        }
        return keyless;
    }

    public byte[] json() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /** Reads the first field only: the rest may be megabytes, and another format may not parse. */
    private static int format(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            return parser.nextToken() == JsonToken.START_OBJECT
                            && "format".equals(parser.nextName())
                            && parser.nextToken() == JsonToken.VALUE_NUMBER_INT
                    ? parser.getIntValue()
                    : 0;
        }
    }

    /** @throws Damaged if the JSON is not a manifest of this backup */
    public static Manifest of(BackupId id, byte[] json) throws Damaged {
        int format;
        try {
            format = format(json);
        } catch (JacksonException e) {
            throw new Damaged(id, "its manifest is not JSON", e);
        }
        if (format != FORMAT) {
            throw new Damaged(id, "its manifest has format %d, this software reads %d".formatted(format, FORMAT));
        }
        Manifest manifest;
        try {
            manifest = JSON.readValue(json, Manifest.class);
        } catch (JacksonException e) {
            throw new Damaged(id, "its manifest cannot be read: " + e.getOriginalMessage(), e);
        }
        if (!manifest.id.equals(id)) {
            throw new Damaged(id, "its manifest belongs to " + manifest.id);
        }
        if (manifest.kind == Kind.KEYS && manifest.keyless == null) {
            throw new Damaged(id, "its manifest does not say how many persons lack a key");
        }
        if (manifest.kind != Kind.KEYS
                && manifest.tables.stream().anyMatch(table -> table.name().equals(DumpedTable.CREDENTIALS))) {
            throw new Damaged(id, "it holds %s, which belongs with the keys".formatted(DumpedTable.CREDENTIALS));
        }
        return manifest;
    }
}
