package io.talel.ops.console.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.Talelio;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Commands on schemas of another version, or without schemas: only migrate changes them. */
@Timeout(120)
class SchemasIT {

    private static final String ONE_BEFORE = "6";

    /** Everything that a migration could create, change or drop. */
    private static final String CATALOGUE = """
            SELECT concat_ws(' ', 'schema', oid, nspname, nspacl) AS entry
            FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp'
            UNION ALL
            SELECT concat_ws(' ', 'relation', oid, relname, relkind, relnatts, relacl)
            FROM pg_class WHERE relpersistence <> 't'
            UNION ALL
            SELECT concat_ws(' ', 'column', attrelid, attname, atttypid, attnotnull, attacl)
            FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE relpersistence <> 't'
            UNION ALL
            SELECT concat_ws(' ', 'constraint', oid, conname) FROM pg_constraint
            UNION ALL
            SELECT concat_ws(' ', 'function', oid, proname, md5(prosrc)) FROM pg_proc
            ORDER BY 1""";

    private static final class Older {
        private static final PostgresDatabase ONE = older();
    }

    private static final class Empty {
        private static final PostgresDatabase ONE = SharedServers.newDatabase();
    }

    private static final class Newer {
        private static final PostgresDatabase ONE = newer();
    }

    private static PostgresDatabase older() {
        PostgresDatabase database = SharedServers.newDatabase();
        migrate(database, "db/event-store", ONE_BEFORE, "event_store", "claims", "personal", "operations");
        migrate(database, "db/auth", ONE_BEFORE, "auth");
        migrate(database, "db/read-model", "2", "read_model");
        return database;
    }

    private static PostgresDatabase newer() {
        PostgresDatabase database = SharedServers.newDatabase();
        Operated.migrateApart(database, Map.of());
        migrate(database, "db/auth", "latest", "auth");
        NextMigrations.run(owner(database));
        return database;
    }

    private static void migrate(PostgresDatabase database, String location, String version, String... schemas) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword())
                .locations("classpath:" + location)
                .schemas(schemas)
                .defaultSchema(schemas[0])
                .placeholders(Map.of("application", database.user()))
                // Repeatable migrations of this version refer to objects that older versions lack.
                .repeatableSqlMigrationPrefix("none")
                .target(version)
                .load()
                .migrate();
    }

    static Stream<List<String>> commands() {
        return leaves(Talelio.commandLine(Map.of(), false));
    }

    private static Stream<List<String>> leaves(CommandLine command) {
        return command.getSubcommands().values().stream()
                .flatMap(each ->
                        each.getSubcommands().isEmpty() ? Stream.of(words(each.getCommandSpec())) : leaves(each));
    }

    private static List<String> words(CommandSpec spec) {
        return List.of(spec.qualifiedName().replaceFirst("^talelio ", "").split(" "));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void no_command_changes_older_schemas(List<String> command) {
        assertUnchanged(Older.ONE, command, "older than this software");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void no_command_makes_schemas_in_an_empty_database(List<String> command) {
        assertUnchanged(Empty.ONE, command, "has no schema");
    }

    /** Uses the dry run of migrate, which would change the schemas otherwise. */
    private static void assertUnchanged(PostgresDatabase database, List<String> command, String why) {
        List<String> before = query(database, CATALOGUE);
        Result result = Operated.run(database.environment(), arguments(database, command));

        assertThat(query(database, CATALOGUE)).as(result.toString()).containsExactlyElementsOf(before);
        switch (SchemaPolicy.of(String.join(" ", command))) {
            case CURRENT, CURRENT_LOG, CURRENT_OR_NEWER, CURRENT_OR_NEWER_LOG, RECREATES_READ_MODELS -> {
                assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.REFUSED);
                assertThat(result.err()).contains(why, "`ops/talelio migrate`");
            }
            case MIGRATES, ANY -> assertThat(result.err()).doesNotContain("Exception");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void newer_schemas_are_refused_by_commands_that_do_more_than_nodes_of_the_release_before(List<String> command) {
        List<String> before = query(Newer.ONE, CATALOGUE);
        Result result = Operated.run(Newer.ONE.environment(), arguments(Newer.ONE, command));

        assertThat(query(Newer.ONE, CATALOGUE)).as(result.toString()).containsExactlyElementsOf(before);
        String refused = "Refused: the schema event_store of ";
        switch (SchemaPolicy.of(String.join(" ", command))) {
            case CURRENT, CURRENT_LOG, RECREATES_READ_MODELS -> {
                assertThat(result.code()).as(result.toString()).isEqualTo(ExitCode.REFUSED);
                assertThat(result.err()).contains(refused, "newer than this software", "of the release that does");
            }
            case CURRENT_OR_NEWER, CURRENT_OR_NEWER_LOG ->
                assertThat(result.err())
                        .contains("talelio: the schema event_store of ", "version " + NextMigrations.VERSION)
                        .doesNotContain(refused, "Exception");
            case MIGRATES, ANY -> assertThat(result.err()).doesNotContain("Exception");
        }
    }

    /** Only the required arguments, and the dry run if the command has one. */
    private static String[] arguments(PostgresDatabase database, List<String> command) {
        CommandLine leaf = Talelio.commandLine(Map.of(), false);
        for (String word : command) {
            leaf = leaf.getSubcommands().get(word);
        }
        List<String> arguments = new ArrayList<>(command);
        for (ArgSpec required : leaf.getCommandSpec().requiredArgs()) {
            String value = value(database, required);
            arguments.addAll(
                    required instanceof OptionSpec option ? List.of(option.longestName(), value) : List.of(value));
        }
        if (leaf.getCommandSpec().findOption("--dry-run") != null) {
            arguments.add("--dry-run");
        }
        if (command.equals(List.of("dead-letters", "discard")) || command.equals(List.of("dead-letters", "retry"))) {
            arguments.add("--all");
        }
        return arguments.toArray(String[]::new);
    }

    private static String value(PostgresDatabase database, ArgSpec argument) {
        if (argument.typeInfo().getType() == long.class || argument.typeInfo().getType() == int.class) {
            return "1";
        }
        return argument.paramLabel().equals("JDBC-URL") ? database.jdbcUrl() : "latest";
    }

    @Test
    void a_command_that_reads_the_log_works_whatever_the_version_of_the_read_models_is() {
        PostgresDatabase database = withReadModelsOfTheNextRelease();

        Result log = Operated.run(database.environment(), "log");
        assertThat(log.code()).as(log.toString()).isEqualTo(ExitCode.OK);
        assertThat(log.err()).isEmpty();
        assertThat(Operated.run(database.environment(), "migrate").code()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void a_schema_whose_version_may_not_be_read_hides_no_other() {
        PostgresDatabase database = withReadModelsOfTheNextRelease();
        owner(database)
                .sql("GRANT SELECT ON read_model.flyway_schema_history TO \"%s\"".formatted(database.user()))
                .update();
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.keySet().removeAll(List.of("DB_OWNER_USER", "DB_OWNER_PASSWORD"));

        assertThat(Operated.run(environment, "claims", "rebuild", "--reason", "a test", "--dry-run")
                        .code())
                .isEqualTo(ExitCode.OK);
        Result status = Operated.run(environment, "status");
        assertThat(status.err())
                .as(status.toString())
                .contains("the schema read_model", "newer than this software", "version " + NextMigrations.VERSION);
    }

    private static PostgresDatabase withReadModelsOfTheNextRelease() {
        PostgresDatabase database = SharedServers.newDatabase();
        Operated.migrateApart(database, Map.of());
        NextMigrations.run(owner(database), "read_model");
        return database;
    }

    @Test
    void a_dry_run_that_needs_the_code_of_both_sides_applies_no_repeatable_migration_either() {
        PostgresDatabase database = SharedServers.newDatabase();
        Operated.migrateApart(database, Map.of());
        owner(database)
                .sql("DELETE FROM event_store.flyway_schema_history WHERE version IS NULL AND type = 'SQL'")
                .update();

        Operated.run(database.environment(), "users", "erase", "1", "--reason", "a test", "--dry-run");

        assertThat(query(
                        database,
                        "SELECT script FROM event_store.flyway_schema_history WHERE version IS NULL AND type = 'SQL'"))
                .isEmpty();
    }

    @Test
    void one_command_makes_or_brings_up_to_date_the_schemas_of_both_databases() {
        for (PostgresDatabase database : List.of(SharedServers.newDatabase(), older())) {
            Result migrated = Operated.run(database.environment(), "migrate", "--reason", "a release");
            assertThat(migrated.code()).as(migrated.toString()).isZero();
            assertThat(migrated.out()).contains("Applied: auth ");
            assertThat(Operated.run(database.environment(), "log").out()).contains("migrate", "a release");
            assertThat(Operated.run(database.environment(), "status").code()).isNotEqualTo(ExitCode.REFUSED);
            Map<String, String> environment = new HashMap<>(database.environment());
            assertThat(Operated.run(environment, "migrate", "--dry-run").out())
                    .contains("nothing, all schemas are of this version");
        }
    }

    private static JdbcClient owner(PostgresDatabase database) {
        return JdbcClient.create(
                new DriverManagerDataSource(database.jdbcUrl(), database.ownerUser(), database.ownerPassword()));
    }

    private static List<String> query(PostgresDatabase database, String sql) {
        return owner(database).sql(sql).query(String.class).list();
    }
}
