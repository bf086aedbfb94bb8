package io.talel.ops.console.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.archive.Archive;
import io.talel.ops.backup.bucket.Bucket;
import io.talel.ops.backup.format.Manifest;
import io.talel.ops.console.Operated.Result;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lists and details of backups show. */
class BackupListIT {

    private BackedUp database;
    private BackupObjects objects;
    private Bucket bucket;

    @BeforeEach
    void a_database_with_a_bucket() throws IOException {
        database = BackedUp.create();
        objects = new BackupObjects(database);
        bucket = database.bucket();
        database.publish(1, 3);
    }

    @Test
    void the_list_shows_what_is_whole_unfinished_damaged_and_proven() throws IOException {
        Manifest full = database.backUp("--full");
        Manifest child = database.backUp();
        assertThat(objects.verify().code()).isZero();
        Manifest other = database.backUp("--full");
        objects.change(other, Archive.MANIFEST, BackupObjects::flippedInTheMiddle);
        bucket.create("backups/20260101T000000000Z-00000000/00001-auth.credential.zst", new byte[] {1});

        Result listed = database.run("backup", "list");
        assertThat(listed.code()).isZero();
        List<String> rows = listed.out().lines().skip(1).toList();
        assertThat(rows).hasSize(5).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(row(rows, child)).contains("incremental", full.id().toString(), "s ago", "never");
        assertThat(row(rows, full)).contains("full", "s ago", "never");
        assertThat(row(rows, other)).contains("damaged");
        assertThat(rows.getLast()).contains("20260101T000000000Z-00000000", "unfinished");
        assertThat(listed.err()).contains("backup %s is damaged".formatted(other.id()));

        Result json = database.run("backup", "list", "-o", "json");
        assertThat(json.json().size()).isEqualTo(5);
        assertThat(json.json().findValuesAsString("state")).containsOnly("complete", "damaged", "unfinished");
    }

    @Test
    void info_says_what_a_backup_holds_and_what_it_takes_to_restore_it() throws IOException {
        Manifest full = database.backUp("--full");
        database.publish(4, 2);
        Manifest child = database.backUp();

        Result info = database.run("backup", "info", "latest");
        assertThat(info.code()).as(info.err()).isZero();
        assertThat(info.out())
                .contains(
                        child.id().toString(),
                        "2 of 5 in the chain, up to position 5",
                        "AES-256-GCM",
                        "ArticlePublished 2")
                .containsPattern("(?m)^" + full.id() + " +full");

        Result json = database.run("backup", "info", child.id().toString(), "-o", "json");
        assertThat(json.json().path("chain").size()).isEqualTo(2);
        assertThat(json.json().path("manifest").path("events").path("total").asLong())
                .isEqualTo(5);
    }

    private static String row(List<String> rows, Manifest backup) {
        return rows.stream()
                .filter(row -> row.startsWith(backup.id().toString()))
                .findFirst()
                .orElseThrow();
    }
}
