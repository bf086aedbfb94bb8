package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.archive.Chain;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.backup.keys.SigningKeys;
import io.talel.ops.console.Appending;
import io.talel.ops.console.Scale;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Backups made while events are appended; some are committed late, and some never. */
class BackupUnderLoadIT {

    private static final int APPENDS_A_SECOND = 1_000;
    private static final int SECONDS = 20;
    private static final int WRITERS = 4;

    private BackedUp database;
    private Archive archive;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
        archive = new Archive(database.bucket(), SigningKeys.of(database.environment()));
        database.publish(1, 100);
    }

    @Test
    void every_backup_holds_the_log_up_to_its_end_but_for_the_gaps_that_it_names() throws Exception {
        int events = Scale.times(APPENDS_A_SECOND * SECONDS);
        try (Appending appending = Appending.start(database.database(), WRITERS, APPENDS_A_SECOND, events)) {
            database.backUp("--full");
            while (!appending.isOver()) {
                database.backUp();
            }
        }
        Manifest last = database.backUp();

        Set<String> log = new HashSet<>(ContentOfBackups.log(database));
        Chain chain = archive.chain(last);
        assertThat(chain.backups()).hasSizeGreaterThan(1);
        Set<String> held = new HashSet<>();
        for (Manifest backup : chain.backups()) {
            List<String> added = ContentOfBackups.events(database, archive, backup);
            assertThat(added).as("no event twice").noneMatch(held::contains).doesNotHaveDuplicates();
            held.addAll(added);
            assertThat(log).as("nothing that the log has not got").containsAll(held);
            assertThat(log.stream()
                            .filter(event -> ContentOfBackups.position(event)
                                    <= backup.eventRange().to())
                            .filter(event -> !held.contains(event)))
                    .as("what it lacks lies in gaps that it names")
                    .allMatch(event -> backup.eventRange().openGaps().stream()
                            .anyMatch(gap -> gap.first() <= ContentOfBackups.position(event)
                                    && ContentOfBackups.position(event) <= gap.last()));
        }
        assertThat(held).isEqualTo(log);
        assertThat(log).hasSizeGreaterThan(events / 2);
    }
}
