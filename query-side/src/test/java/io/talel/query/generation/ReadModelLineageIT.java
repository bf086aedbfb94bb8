package io.talel.query.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.kernel.Recorded;
import io.talel.kernel.user.Email;
import io.talel.kernel.user.UserCommand.RegisterUser;
import io.talel.kernel.user.UserEvent.UserRegistered;
import io.talel.kernel.user.UserIds;
import io.talel.kernel.user.Username;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Read models in a database of their own, beside their log and beside other logs. */
class ReadModelLineageIT {

    private static final String LINEAGE = "SELECT id::text FROM operations.lineage ORDER BY number DESC LIMIT 1";
    private static final String RECORDED = "SELECT max(id::text) FROM read_model.lineage";
    private static final String PASSED = """
            UPDATE read_model.token_entry
            SET token = convert_to('{"index":1000,"gaps":[]}', 'UTF8'), token_type = coalesce(token_type, '')
            WHERE processor_name = 'user' AND segment = 0""";

    private PostgresDatabase log;
    private PostgresDatabase readModels;

    @BeforeEach
    void a_log_and_its_read_models() {
        log = SharedServers.newDatabase();
        readModels = SharedServers.newDatabase();
        try (QueryNode node = QueryNode.withWriteSide(log, readModels)) {
            assertThat(node.reaches(register(node, "ada").position())).isTrue();
        }
    }

    @Test
    void the_lineage_of_the_log_is_recorded_and_a_node_starts_again() {
        assertThat(recorded()).isEqualTo(lineage(log));
        QueryNode.withWriteSide(log, readModels).close();
    }

    @Test
    void a_node_refuses_the_read_models_of_another_log_even_one_that_has_got_further() {
        PostgresDatabase other = SharedServers.newDatabase();
        try (QueryNode node = QueryNode.withWriteSide(other, SharedServers.newDatabase())) {
            register(node, "grace");
            register(node, "alan");
        }

        assertThatThrownBy(() -> QueryNode.withWriteSide(other, readModels).close())
                .rootCause()
                .isInstanceOf(LineageMismatch.class)
                .hasMessageContaining(lineage(log))
                .hasMessageContaining(lineage(other));
        assertThat(recorded()).isEqualTo(lineage(log));
    }

    @Test
    void a_node_refuses_read_models_that_have_passed_the_end_of_the_log() {
        TestDatabase.asOwnerOf(readModels).execute(PASSED);

        assertThatThrownBy(() -> QueryNode.withWriteSide(log, readModels).close())
                .rootCause()
                .isInstanceOf(LineageMismatch.class)
                .hasMessageContaining("up to place 1000, but the event log ends at 1");
    }

    @Test
    void read_models_of_before_adopt_the_lineage_unless_they_have_passed_the_end_of_the_log() {
        TestDatabase owner = TestDatabase.asOwnerOf(readModels);
        owner.execute("DELETE FROM read_model.lineage");
        QueryNode.withWriteSide(log, readModels).close();
        assertThat(recorded()).isEqualTo(lineage(log));

        owner.execute("DELETE FROM read_model.lineage");
        owner.execute(PASSED);
        assertThatThrownBy(() -> QueryNode.withWriteSide(log, readModels).close())
                .rootCause()
                .isInstanceOf(LineageMismatch.class);
        assertThat(recorded()).isNull();
    }

    @Test
    void read_models_in_the_logs_own_database_take_over_its_new_lineage() {
        PostgresDatabase both = SharedServers.newDatabase();
        QueryNode.onOneDatabase(both).close();
        TestDatabase owner = TestDatabase.asOwnerOf(both);
        String before = owner.value(RECORDED, String.class);

        owner.execute("INSERT INTO operations.lineage DEFAULT VALUES");
        QueryNode.onOneDatabase(both).close();

        assertThat(owner.value(RECORDED, String.class)).isEqualTo(lineage(both)).isNotEqualTo(before);
    }

    private String recorded() {
        return TestDatabase.asOwnerOf(readModels).value(RECORDED, String.class);
    }

    private static String lineage(PostgresDatabase log) {
        return TestDatabase.asOwnerOf(log).value(LINEAGE, String.class);
    }

    private static Recorded<UserRegistered> register(QueryNode node, String name) {
        return node.send(new RegisterUser(
                node.context().getBean(UserIds.class).next(), new Email(name + "@talel.io"), new Username(name)));
    }
}
