package io.talel.ops.console.cli.backup;

import static io.talel.ops.console.cli.backup.RestoreTrial.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.backup.format.Manifest;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.LocalPostgres;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which backup the latest one is if a bucket holds those of a database and of its copy on another server. */
class SeveralServersIT {

    @TempDir
    private Path directory;

    private BackedUp live;
    private RestoreTrial trial;

    @BeforeEach
    void a_database_with_a_bucket() {
        live = BackedUp.create();
        trial = new RestoreTrial(live, directory);
        publish(live, 1, 2);
    }

    @Test
    void the_latest_backup_is_not_guessed_while_those_of_two_servers_take_turns() throws IOException {
        live.backUp();
        Manifest ofLive;
        Manifest ofCopy;
        try (LocalPostgres server = LocalPostgres.start(directory.resolve("postgres"), 0)) {
            BackedUp copy = live.copyOn(server, "copy");
            copy.backUp();
            ofLive = live.backUp();
            ofCopy = copy.backUp();
        }

        for (String[] options : new String[][] {
            {"--from", "latest"}, {"--from", "latest", "--plan"}, {"--from", "latest", "--to-time", "5m"}
        }) {
            Result refused = trial.restore(SharedServers.newDatabase(), options);
            assertThat(refused.code()).as(refused.toString()).isEqualTo(ExitCode.REFUSED);
            assertThat(refused.err())
                    .contains(
                            "several servers",
                            "%s (of ".formatted(ofLive.id()),
                            "%s (of ".formatted(ofCopy.id()),
                            "--from ID");
        }
        PostgresDatabase target = SharedServers.newDatabase();
        Result chosen =
                trial.restore(target, "--from", ofLive.id().toString(), "--keys", String.valueOf(ofLive.keys()));
        assertThat(chosen.code()).as(chosen.toString()).isZero();
        assertThat(articles(target)).containsExactly("article-1", "article-2");
    }

    @Test
    void at_a_time_no_backup_of_another_server_is_taken_for_an_earlier_one() throws IOException {
        live.backUp();
        try (LocalPostgres server = LocalPostgres.start(directory.resolve("postgres"), 0)) {
            BackedUp copy = live.copyOn(server, "copy");
            publish(copy, 3, 2);
            copy.backUp();
        }

        PostgresDatabase target = SharedServers.newDatabase();
        String time = Instant.now().minus(Duration.ofMinutes(5)).toString();
        Result restored = trial.restore(target, "--from", "latest", "--to-time", time);

        assertThat(restored.code()).as(restored.toString()).isZero();
        assertThat(articles(target)).containsExactly("article-3", "article-4");
    }

    /** Articles of ten minutes ago. */
    private static void publish(BackedUp database, int first, int articles) {
        database.publish(first, articles);
        database.change("ALTER TABLE event_store.domain_event DISABLE TRIGGER USER");
        database.change("UPDATE event_store.domain_event SET occurred_at = occurred_at - interval '10 minutes'");
        database.change("ALTER TABLE event_store.domain_event ENABLE TRIGGER USER");
    }

    private static List<String> articles(PostgresDatabase database) {
        return query(database, "SELECT aggregate_identifier FROM event_store.domain_event ORDER BY global_index");
    }
}
