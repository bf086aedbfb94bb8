package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.backup.archive.Archive;
import io.talel.ops.console.backup.archive.Chain;
import io.talel.ops.console.backup.archive.DumpedTable;
import io.talel.ops.console.backup.archive.Gap;
import io.talel.ops.console.backup.archive.Kind;
import io.talel.ops.console.backup.archive.Manifest;
import io.talel.ops.console.backup.archive.SigningKeys;
import io.talel.ops.console.command.ExitCode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a backup holds. */
class BackupRunIT {

    private BackedUp database;
    private Archive archive;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
        archive = new Archive(database.bucket(), SigningKeys.of(database.environment()));
    }

    @Test
    void a_full_backup_holds_every_event_and_those_after_it_what_is_new() throws IOException {
        database.publish(1, 5);
        Manifest full = database.backUp("--full");
        assertThat(full.kind()).isEqualTo(Kind.FULL);
        assertThat(full.eventRange().total()).isEqualTo(5);
        assertThat(full.eventRange().byType()).containsEntry("ArticlePublished", 5L);

        database.publish(6, 3);
        Manifest incremental = database.backUp();
        assertThat(incremental.kind()).isEqualTo(Kind.INCREMENTAL);
        assertThat(incremental.eventRange().events()).isEqualTo(3);

        Chain chain = archive.chain(incremental);
        assertThat(events(chain)).containsExactlyElementsOf(ContentOfBackups.log(database));
        assertThat(incremental.tables())
                .extracting(DumpedTable::name)
                .contains("auth.credential", "operations.operator_log", "operations.lineage", "images")
                .noneMatch(name -> name.startsWith("personal.") || name.startsWith("claims."));
    }

    @Test
    void an_event_that_is_committed_late_is_in_the_next_backup() throws IOException, SQLException {
        database.publish(1, 2);
        try (Connection slow = DriverManager.getConnection(
                database.database().jdbcUrl(),
                database.database().ownerUser(),
                database.database().ownerPassword())) {
            slow.setAutoCommit(false);
            try (Statement statement = slow.createStatement()) {
                statement.execute("""
                        INSERT INTO event_store.domain_event
                          (event_identifier, aggregate_identifier, sequence_number, aggregate_type, occurred_at,
                           event_name, event_revision, payload, metadata)
                        VALUES (gen_random_uuid(), 'user-1', 0, 'User', now(), 'Late', '1', '{}', '{}')""");
            }
            database.publish(3, 2);
            Manifest full = database.backUp("--full");
            assertThat(full.eventRange().openGaps()).containsExactly(new Gap(3, 3));

            Manifest stillOpen = database.backUp();
            assertThat(stillOpen.eventRange().openGaps()).containsExactly(new Gap(3, 3));
            slow.commit();
        }
        Manifest late = database.backUp();
        assertThat(late.eventRange().late()).containsExactly(3L);
        assertThat(late.eventRange().openGaps()).isEmpty();
        assertThat(events(archive.chain(late))).containsExactlyInAnyOrderElementsOf(ContentOfBackups.log(database));
    }

    @Test
    void a_place_that_nobody_can_fill_any_more_is_asked_for_once() throws IOException {
        database.publish(1, 1);
        database.query("SELECT nextval('event_store.domain_event_global_index_seq')::text");
        database.publish(2, 1);
        assertThat(database.backUp("--full").eventRange().openGaps()).containsExactly(new Gap(2, 2));
        assertThat(database.backUp().eventRange().openGaps()).isEmpty();
    }

    @Test
    void keys_of_personal_data_lie_apart_and_only_the_newest_of_them_is_kept() throws IOException {
        database.backUp("--full");
        Manifest newest = database.backUp();
        assertThat(archive.begun(Kind.KEYS)).containsExactly(newest.keys());
        assertThat(archive.load(Kind.KEYS, newest.keys()).tables())
                .extracting(DumpedTable::name)
                .containsExactly("personal.lookup_key", "personal.person_key");
    }

    @Test
    void nothing_is_written_without_a_key_unless_it_is_allowed() throws IOException {
        var environment = database.environment();
        environment.remove("BACKUP_KEY_FILE");
        Result refused = Operated.run(environment, "backup", "run");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("BACKUP_KEY_FILE");
        assertThat(database.bucket().list("")).isEmpty();

        database.publish(1, 2);
        assertThat(Operated.run(environment, "backup", "run", "--allow-plaintext")
                        .code())
                .isZero();
        Manifest plain = archive.load(Kind.FULL, archive.begun(Kind.FULL).getLast());
        assertThat(plain.encryption()).isNull();
        assertThat(events(archive.chain(plain))).hasSize(2);
    }

    private List<String> events(Chain chain) throws IOException {
        List<String> events = new ArrayList<>();
        for (Manifest backup : chain.backups()) {
            events.addAll(ContentOfBackups.events(database, archive, backup));
        }
        return events;
    }
}
