package io.talel.ops.console.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.user.UserId;
import io.talel.ops.console.NodeAtWork;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The release before takes over again from one that has migrated the schemas and rebuilt a projection. */
class RollBackIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final JdbcClient owner = JdbcClient.create(
            new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));

    @Test
    void the_release_before_switches_back_although_the_next_one_has_migrated() {
        UserId ada;
        try (NodeAtWork before = NodeAtWork.on(database)) {
            ada = before.register("ada");
            before.publish(ada, "Before");
            await().atMost(SOON).until(() -> titles().equals(List.of("Before")));
        }
        theNextReleaseRebuilds();

        try (NodeAtWork back = NodeAtWork.on(database)) {
            back.publish(ada, "Meanwhile");
            change("projections pause user");
            change("projections resume user");
            Result listed = Operated.run(database.environment(), "projections", "list", "-o", "json");
            assertThat(listed.code()).as(listed.toString()).isEqualTo(ExitCode.OK);
            assertThat(listed.json()).hasSize(3);
            assertThat(titles())
                    .as("nobody writes the generation of the next release")
                    .containsExactly("Before");

            Result switched = change("projections switch article --to 1");

            assertThat(switched.err()).contains("read_model", "newer than this software");
            assertThat(titles()).containsExactly("Before", "Meanwhile");
            back.publish(ada, "Back");
            await().atMost(SOON).until(() -> titles().equals(List.of("Before", "Meanwhile", "Back")));
            assertThat(owner.sql("SELECT title FROM article_g1.article ORDER BY id")
                            .query(String.class)
                            .list())
                    .isEqualTo(titles());
        }
    }

    /** Its migrations, and a generation of its code. */
    private void theNextReleaseRebuilds() {
        change("projections rebuild article");
        NextMigrations.run(owner, "event_store");
        NextMigrations.run(owner, "read_model");
        owner.sql("UPDATE read_model.generation SET code_version = code_version + 1"
                        + " WHERE projection = 'article' AND active")
                .update();
    }

    private Result change(String command) {
        Result result = Operated.run(database.environment(), (command + " --yes --reason test -o json").split(" "));
        assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.OK);
        return result;
    }

    private List<String> titles() {
        return owner.sql("SELECT title FROM read_model.article ORDER BY id")
                .query(String.class)
                .list();
    }
}
