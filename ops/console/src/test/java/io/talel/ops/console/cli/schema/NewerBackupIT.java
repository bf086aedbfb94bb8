package io.talel.ops.console.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.format.DumpedTable;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.backup.BackedUp;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The release before makes the backups again, after one that has migrated the schemas. */
class NewerBackupIT {

    private final BackedUp database = BackedUp.create();

    @BeforeEach
    void the_next_release_has_migrated() {
        List.of("event_store", "auth").forEach(schema -> NextMigrations.run(database.owner(), schema));
    }

    @Test
    void its_backups_hold_what_the_next_release_has_added() throws IOException {
        database.publish(1, 2);
        database.change("INSERT INTO auth.next_release VALUES (7)");
        database.change("ALTER TABLE operations.operator_log ADD COLUMN next_release bigint");

        Manifest made = database.backUp("--full");

        assertThat(made.schemas()).containsOnlyKeys("auth", "event_store").containsValue(NextMigrations.VERSION);
        assertThat(made.tables())
                .filteredOn(table -> table.rows() == 1)
                .extracting(DumpedTable::name)
                .contains("auth.next_release");
        assertThat(made.tables())
                .filteredOn(table -> table.name().equals("operations.operator_log"))
                .flatExtracting(DumpedTable::columns)
                .extracting("name")
                .contains("next_release");
        for (String command : List.of("run", "verify", "verify --all", "expire", "list")) {
            Result result = database.run(("backup " + command).split(" "));
            assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.OK);
        }
        assertThat(database.run("backup", "run").err()).contains("auth", "newer than this software");
    }

    /** It makes schemas by its own migrations only. */
    @Test
    void it_restores_none_of_them() throws IOException {
        database.backUp("--full");

        Result drilled = database.run("backup", "drill");

        assertThat(drilled.code()).as(drilled.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(drilled.err()).contains("of the release that does");
    }

    @ParameterizedTest
    @ValueSource(strings = {"next_release.letter", "personal.next_release"})
    void it_makes_none_that_would_lack_a_table(String table) {
        database.change("CREATE SCHEMA next_release");
        database.change("CREATE TABLE %s (id bigint)".formatted(table));

        Result refused = database.run("backup", "run");

        assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("a newer release has added " + table + ",");
    }
}
