package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.StoredObject;
import io.talel.ops.backup.format.BackupId;
import io.talel.ops.backup.format.Kind;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Databases with the same log whose backups share a bucket. */
final class CopiedDatabases {

    private final Path directory;
    private final BackedUp first;
    private final Archive archive;

    private CopiedDatabases(Path directory, BackedUp first, Archive archive) {
        this.directory = directory;
        this.first = first;
        this.archive = archive;
    }

    /** @param directory for reports of restores */
    static CopiedDatabases in(Path directory) throws IOException {
        BackedUp first = BackedUp.create();
        first.publish(1, 2);
        return new CopiedDatabases(directory, first, new Archive(first.bucket(), SigningKeys.of(first.environment())));
    }

    /** The database that others are copies of. */
    BackedUp first() {
        return first;
    }

    Archive archive() {
        return archive;
    }

    Map<String, String> environment(PostgresDatabase database) {
        Map<String, String> environment = first.environment();
        environment.putAll(database.environment());
        return environment;
    }

    Manifest backUp(PostgresDatabase database) throws IOException {
        Result made = Operated.run(environment(database), "backup", "run", "-o", "json");
        assertThat(made.code()).as(made.toString()).isZero();
        return archive.load(Kind.FULL, new BackupId(made.json().path("id").asString()));
    }

    PostgresDatabase restored(Manifest from) {
        return restored(from.id().toString());
    }

    PostgresDatabase restored(String from) {
        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = restore(target, "--from", from);
        assertThat(restored.code()).as(restored.toString()).isZero();
        return target;
    }

    Result restore(PostgresDatabase target, String... options) {
        List<String> command = new ArrayList<>(List.of("restore", "--into", target.jdbcUrl(), "-o", "json"));
        command.addAll(List.of("--report", directory.resolve("report.json").toString()));
        command.addAll(List.of(options));
        return Operated.run(environment(target), command.toArray(String[]::new));
    }

    void delete(String prefix) throws IOException {
        for (StoredObject object : first.bucket().list(prefix)) {
            first.bucket().delete(object.key());
        }
    }

    void register(int from, int persons) {
        for (int id = from; id < from + persons; id++) {
            record("user-" + id, 0, "UserRegistered");
            add(first.database(), "user-" + id);
        }
    }

    void record(String stream, int version, String event) {
        first.owner().sql("""
                        INSERT INTO event_store.domain_event
                          (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                           event_name, event_revision, payload, metadata)
                        VALUES (gen_random_uuid(), ?, ?, 'User', now(), ?, '1', '{}', '{}')""").params(stream, version, event).update();
    }

    static void add(PostgresDatabase database, String... persons) {
        for (String person : persons) {
            owner(database)
                    .sql("INSERT INTO personal.person_key (person, key) VALUES (?, sha256(''))")
                    .param(person)
                    .update();
        }
    }

    static void erase(PostgresDatabase database, String person) {
        owner(database)
                .sql("DELETE FROM personal.person_key WHERE person = ?")
                .param(person)
                .update();
    }

    static List<String> persons(PostgresDatabase database) {
        return query(database, "SELECT person FROM personal.person_key ORDER BY person");
    }

    static List<String> query(PostgresDatabase database, String sql) {
        return owner(database).sql(sql).query(String.class).list();
    }

    static JdbcClient owner(PostgresDatabase database) {
        return JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    }
}
