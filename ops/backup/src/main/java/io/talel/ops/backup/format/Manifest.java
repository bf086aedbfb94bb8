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
 * What a backup holds; written after everything else, so that what has none is no backup.
 *
 * @param format of this document and of the chunks
 * @param parent what an incremental backup continues
 * @param lineage of the database: one that was restored has another, even if it holds the same events
 * @param ancestors lineages that this one was restored from, the oldest first
 * @param application version of the software that wrote it
 * @param schemas version of the tables of each part, as Flyway counts them: {@code event_store}, {@code auth}
 * @param server version of PostgreSQL
 * @param cluster that the database is part of; null if it is not known
 * @param startedAt by the database's clock, as the other times
 * @param snapshotAt the state of the database that was dumped
 * @param encryption null if it was not encrypted
 * @param events null for keys
 * @param sequences last values, by name with schema
 * @param images what the image bucket held; null if it was not looked at
 * @param keys the backup of keys that was made with it; null for keys
 * @param keyless for keys: number of persons in the log with neither a key nor a removal; null, and left out, for others
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

    /** Of what this software writes. */
    public static final int FORMAT = 2;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public Manifest {
        ancestors = List.copyOf(ancestors);
        tables = List.copyOf(tables);
    }

    /** @param manifestSha256 of the parent's manifest as it lies in the bucket */
    public record Parent(BackupId id, String manifestSha256) {}

    /**
     * How the chunks can be read.
     *
     * @param keyId of the key that wraps
     * @param wrappedKey the key of this backup, in base64
     */
    public record Encryption(String algorithm, String keyId, String wrappedKey) {}

    /**
     * The image bucket.
     *
     * @param bytes of all objects together
     * @param copied whether they lie in the backup bucket, below {@code images/}
     */
    public record Images(long objects, long bytes, boolean copied) {}

    /**
     * The history of a PostgreSQL server: it is another one after a failover, or once it was recovered to an earlier time.
     *
     * @param systemIdentifier as {@code initdb} drew it
     * @param timeline counted from 1
     */
    public record Cluster(String systemIdentifier, int timeline) {}

    /** The directory of its objects, with a slash at the end. */
    public String directory() {
        return kind.prefix() + id + "/";
    }

    /** In the order dumped. */
    public Stream<Chunk> chunks() {
        return tables.stream().flatMap(table -> table.chunks().stream());
    }

    /** Of all its objects but the manifest, in bytes. */
    public long size() {
        return chunks().mapToLong(Chunk::size).sum();
    }

    /** The events, which every backup has but those of keys. */
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

    /** It stands first: nothing else is read for it, which may be as much as the log has chunks. */
    private static int format(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            return parser.nextToken() == JsonToken.START_OBJECT
                            && "format".equals(parser.nextName())
                            && parser.nextToken() == JsonToken.VALUE_NUMBER_INT
                    ? parser.getIntValue()
                    : 0;
        }
    }

    /** @throws Damaged if it is none */
    public static Manifest of(BackupId id, byte[] json) throws Damaged {
        int format;
        try {
            format = format(json);
        } catch (JacksonException e) {
            throw new Damaged(id, "its manifest is no JSON", e);
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
            throw new Damaged(id, "its manifest is that of " + manifest.id);
        }
        if (manifest.kind == Kind.KEYS && manifest.keyless == null) {
            throw new Damaged(id, "its manifest does not say how many persons lack a key");
        }
        return manifest;
    }
}
