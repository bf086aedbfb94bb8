package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.console.Operated.Result;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** The keys that backups of a test have, and persons whose keys they are. */
final class KeysOfBackups {

    private KeysOfBackups() {}

    static BackupId keys(Result made) {
        return new BackupId(made.json().path("keys").asString());
    }

    static Archive archive(BackedUp database) throws IOException {
        return new Archive(database.bucket(), SigningKeys.of(database.environment()));
    }

    static BackupId keysOf(Manifest backup) {
        return Objects.requireNonNull(backup.keys());
    }

    static List<String> problems(Result made) {
        assertThat(made.code()).as(made.toString()).isZero();
        return made.json()
                .path("problems")
                .valueStream()
                .map(problem -> problem.asString())
                .toList();
    }

    static void register(BackedUp database, int from, int persons) {
        for (int id = from; id < from + persons; id++) {
            record(database, "user-" + id, 0, "UserRegistered");
            database.change(
                    "INSERT INTO personal.person_key (person, key) VALUES ('user-%1$d', sha256('%1$d'))".formatted(id));
        }
    }

    static void record(BackedUp database, String stream, int version, String event) {
        database.change("""
                INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                    aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                VALUES (gen_random_uuid(), '%s', %d, 'User', now(), '%s', '1', '{}', '{}')""".formatted(stream, version, event));
    }
}
