package io.talel.ops.console.cli.backup;

import static io.talel.ops.console.cli.backup.RestoreTrial.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that backups leave out, in a backup of a build that did not. */
class LeftOutTablesIT {

    private static final String BEFORE = "_before";

    private final BackedUp database = BackedUp.create();

    @Test
    void messages_to_webhooks_in_an_older_backup_are_not_restored(@TempDir Path directory) throws IOException {
        database.publish(1, 1);
        database.change("""
                WITH webhook AS (
                    INSERT INTO auth.webhook (id, user_id, events, url, secret)
                    VALUES (1, 1, '{article.published}', 'sealed', 'sealed')),
                message AS (
                    INSERT INTO auth.outbox (id, user_id, type, position, body)
                    VALUES ('msg_1', 1, 'article.published', 1, '{}'))
                INSERT INTO auth.webhook_delivery (webhook_id, message_id, user_id, position)
                VALUES (1, 'msg_1', 1, 1)
                """);
        Manifest older = backupWith("auth.outbox", "auth.webhook_delivery");
        assertThat(older.tables())
                .filteredOn(table -> table.rows() == 1)
                .extracting(DumpedTable::name)
                .contains("auth.outbox", "auth.webhook", "auth.webhook_delivery");

        PostgresDatabase target = SharedServers.newDatabase();
        Result restored = new RestoreTrial(database, directory)
                .restore(target, "--from", older.id().toString());

        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(query(target, "SELECT id::text FROM auth.webhook")).containsExactly("1");
        assertThat(query(target, "SELECT message_id FROM auth.webhook_delivery UNION SELECT id FROM auth.outbox"))
                .isEmpty();
    }

    /** A backup that names the tables, which bear other names while it is made. */
    private Manifest backupWith(String... tables) throws IOException {
        for (String table : tables) {
            database.change("ALTER TABLE %s RENAME TO %s".formatted(table, table.substring("auth.".length()) + BEFORE));
        }
        Manifest made = database.backUp("--full");
        database.bucket().delete(made.directory() + Archive.MANIFEST);
        database.bucket().delete(made.directory() + Archive.SIGNATURE);
        Manifest older = BackupObjects.with(
                made,
                made.application(),
                made.tables().stream()
                        .map(table -> new DumpedTable(
                                table.name().replace(BEFORE, ""), table.columns(), table.rows(), table.chunks()))
                        .toList());
        new Archive(database.bucket(), SigningKeys.of(database.environment())).save(older);
        return older;
    }
}
