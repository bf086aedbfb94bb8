package io.talel.ops.backup.dump;

import static io.talel.ops.backup.store.OperatorStatements.AUTH;
import static io.talel.ops.backup.store.OperatorStatements.EVENT_STORE;

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
import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.store.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares the persons of an older backup of keys with those of a snapshot: a person lost the key, or the password, if the
 * snapshot lacks it and nothing says that the person was erased. A person who was given another key has lost the one that
 * opens the earlier events; another password is no loss. Persons without an event have nothing to lose. The key of look-ups
 * is lost if the snapshot has another one.
 */
final class LostKeys {

    private static final Set<String> COMPARED =
            Set.of(DumpedTable.PERSON_KEYS, DumpedTable.CREDENTIALS, DumpedTable.LOOKUP_KEY);

    /** Persons per query. */
    private static final int BATCH = 1000;

    private static final int FEW = 5;

    private final Connection snapshot;
    private final List<String> persons = new ArrayList<>();
    private final List<String> hashes = new ArrayList<>();
    private final List<Long> users = new ArrayList<>();
    private final Loss lostKeys = new Loss();
    private final Loss lostPasswords = new Loss();
    private boolean lookupKeyLost;
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
            for (Chunk chunk : table.chunks()) {
                if (there.contains(older.directory() + chunk.object())) {
                    lost.add(reader, table, chunk);
                } else {
                    lost.incomplete |= table.name().equals(DumpedTable.PERSON_KEYS);
                }
            }
        }
        lost.compareKeys();
        lost.comparePasswords();
        return lost;
    }

    /** Names of tables whose losses nobody can tell. */
    static List<String> unknownTables(Manifest keys) {
        return keys.tables().stream()
                .map(DumpedTable::name)
                .filter(table -> !COMPARED.contains(table))
                .sorted()
                .toList();
    }

    private void add(ChunkReader reader, DumpedTable table, Chunk chunk) throws SQLException, IOException {
        List<String> columns = table.columns().stream().map(Column::name).toList();
        try (InputStream content = reader.rows(chunk)) {
            RowReader rows = new RowReader(content, columns.size());
            while (rows.next()) {
                switch (table.name()) {
                    case DumpedTable.PERSON_KEYS -> addKey(rows.text(columns.indexOf("person")), hash(rows, columns));
                    case DumpedTable.CREDENTIALS -> addPassword(rows.number(columns.indexOf("user_id")));
                    case DumpedTable.LOOKUP_KEY ->
                        lookupKeyLost |= !Rows.is(snapshot, EVENT_STORE.get("is-look-up-key"), hash(rows, columns));
                    default -> throw new IllegalStateException("nobody knows what is lost with " + table.name());
                }
            }
        }
    }

    private static String hash(RowReader rows, List<String> columns) {
        return Hash.of(Objects.requireNonNull(rows.value(columns.indexOf("key"))));
    }

    private void addKey(String person, String hash) throws SQLException {
        persons.add(person);
        hashes.add(hash);
        if (persons.size() == BATCH) {
            compareKeys();
        }
    }

    private void addPassword(long user) throws SQLException {
        users.add(user);
        if (users.size() == BATCH) {
            comparePasswords();
        }
    }

    private void compareKeys() throws SQLException {
        lostKeys.add(notErased(Rows.texts(
                snapshot,
                EVENT_STORE.get("persons-without-these-keys"),
                persons.toArray(String[]::new),
                hashes.toArray(String[]::new))));
        persons.clear();
        hashes.clear();
    }

    private void comparePasswords() throws SQLException {
        lostPasswords.add(notErased(
                Rows.texts(snapshot, AUTH.get("users-without-password"), (Object) users.toArray(Long[]::new))));
        users.clear();
    }

    private List<String> notErased(List<String> missing) throws SQLException {
        return Rows.texts(snapshot, EVENT_STORE.get("persons-not-erased"), (Object) missing.toArray(String[]::new));
    }

    /** What is lost, in phrases; empty if nothing is. */
    List<String> losses() {
        List<String> losses = new ArrayList<>();
        lostKeys.told("person has lost the key", "persons have lost their keys").ifPresent(losses::add);
        lostPasswords
                .told("person has lost the password", "persons have lost their passwords")
                .ifPresent(losses::add);
        if (lookupKeyLost) {
            losses.add("the key of look-ups was replaced");
        }
        return losses;
    }

    /** Persons who have lost something. */
    private static final class Loss {

        private final List<String> first = new ArrayList<>();
        private long number;

        void add(List<String> persons) {
            number += persons.size();
            persons.stream().limit(FEW - first.size()).forEach(first::add);
        }

        /** With a few of the persons: 5 persons have lost their keys (user-7, user-9 and 3 more). */
        Optional<String> told(String one, String many) {
            if (number == 0) {
                return Optional.empty();
            }
            return Optional.of(
                    "%s without being erased (%s)".formatted(Words.count(number, one, many), Words.few(first, number)));
        }
    }

    /** Whether objects with keys are missing: a deletion was interrupted, or somebody has removed them. */
    boolean isIncomplete() {
        return incomplete;
    }
}
