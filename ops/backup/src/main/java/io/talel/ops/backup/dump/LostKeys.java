package io.talel.ops.backup.dump;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.ChunkReader;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.Chunk;
import io.talel.ops.backup.format.Column;
import io.talel.ops.backup.format.Damaged;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Hash;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.format.RowReader;
import io.talel.ops.backup.keys.EncryptionKeys;
import io.talel.ops.backup.store.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares the persons of an older backup of keys with those of a snapshot: a person lost the key if the snapshot lacks
 * it and nothing says that the person was erased. A person who was given another key has lost the one that opens the
 * earlier events. Persons without an event have nothing to lose.
 */
final class LostKeys {

    /** The database gets hashes: the statement may be logged, and an erased person's key must not be in a log. */
    private static final String LOST = """
            WITH missing AS MATERIALIZED (
                SELECT older.person
                FROM unnest(?::text[], ?::text[]) AS older (person, hash)
                WHERE NOT EXISTS (SELECT FROM personal.person_key now
                                  WHERE now.person = older.person AND encode(sha256(now.key), 'hex') = older.hash))
            SELECT person
            FROM missing
            WHERE NOT EXISTS (SELECT FROM operations.erased_person erased WHERE erased.person = missing.person)
              AND (SELECT event_name FROM event_store.domain_event
                   WHERE aggregate_identifier = missing.person
                   ORDER BY sequence_number DESC
                   LIMIT 1) <> 'UserRemoved'""";

    /** Persons per query. */
    private static final int BATCH = 1000;

    private static final int FEW = 5;

    private final Connection snapshot;
    private final List<String> persons = new ArrayList<>();
    private final List<String> hashes = new ArrayList<>();
    private final List<String> first = new ArrayList<>();
    private long number;
    private boolean incomplete;

    private LostKeys(Connection snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * Reads the keys of the older backup, one chunk at a time.
     *
     * @throws Damaged if they cannot be decrypted, or differ from what was written; an object that is missing is skipped
     */
    static LostKeys since(Manifest older, Archive archive, EncryptionKeys ring, Connection snapshot)
            throws SQLException, IOException {
        LostKeys lost = new LostKeys(snapshot);
        ChunkReader reader = ChunkReader.of(archive.bucket(), older, ring);
        Set<String> there = archive.bucket().list(older.directory()).stream()
                .map(StoredObject::key)
                .collect(Collectors.toSet());
        for (DumpedTable table : older.tables()) {
            if (table.name().equals(DumpedTable.PERSON_KEYS)) {
                for (Chunk chunk : table.chunks()) {
                    if (there.contains(older.directory() + chunk.object())) {
                        lost.add(reader, table, chunk);
                    } else {
                        lost.incomplete = true;
                    }
                }
            }
        }
        lost.compare();
        return lost;
    }

    private void add(ChunkReader reader, DumpedTable table, Chunk chunk) throws SQLException, IOException {
        List<String> columns = table.columns().stream().map(Column::name).toList();
        int person = columns.indexOf("person");
        int key = columns.indexOf("key");
        try (InputStream content = reader.rows(chunk)) {
            RowReader rows = new RowReader(content, columns.size());
            while (rows.next()) {
                persons.add(rows.text(person));
                hashes.add(Hash.of(Objects.requireNonNull(rows.value(key))));
                if (persons.size() == BATCH) {
                    compare();
                }
            }
        }
    }

    private void compare() throws SQLException {
        List<String> found = Rows.list(
                snapshot, LOST, row -> row.getString(1), persons.toArray(String[]::new), hashes.toArray(String[]::new));
        number += found.size();
        found.stream().limit(FEW - first.size()).forEach(first::add);
        persons.clear();
        hashes.clear();
    }

    long number() {
        return number;
    }

    /** A few of the persons: user-7, user-9 and 3 more. */
    String names() {
        return String.join(", ", first)
                + (number > first.size() ? " and %d more".formatted(number - first.size()) : "");
    }

    /** Whether objects with keys are missing: a deletion was interrupted, or somebody has removed them. */
    boolean isIncomplete() {
        return incomplete;
    }
}
