package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.console.cli.backup.BackedUp;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** With {@code -o json}, every command prints one document to standard output, whatever its libraries log. */
class JsonOutputIT {

    private static final JsonMapper WHOLE = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final List<String> CHANGE = List.of("--reason", "a test", "--yes");

    @TempDir
    private static Path directory;

    private static BackedUp database;
    private static NodeAtWork node;

    @BeforeAll
    static void a_database_with_a_node_and_a_backup() throws IOException {
        database = BackedUp.create();
        node = NodeAtWork.on(database.database());
        node.publish(node.register("ada"), "First");
        await().until(() ->
                database.query("SELECT id::text FROM read_model.article").size() == 1);
        database.backUp();
        Files.writeString(directory.resolve("users.jsonl"), "");
    }

    @AfterAll
    static void the_node_ends() {
        node.close();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void standard_output_is_one_document(List<String> command) throws IOException {
        String out = standardOutput(command);

        assertThat(out).as("%s", command).isNotBlank();
        assertThat(WHOLE.readTree(out).isContainer()).isTrue();
    }

    @Test
    void no_command_is_left_out() {
        List<List<String>> tried = commands().toList();
        CommandLineTest.commands()
                .filter(name -> !List.of("console").equals(name))
                .filter(name -> Talelio.commandLine(Map.of(), false)
                                .getSubcommands()
                                .get(name.getFirst())
                                .getSubcommands()
                                .isEmpty()
                        || name.size() > 1)
                .forEach(name -> assertThat(tried)
                        .anySatisfy(command -> assertThat(command).startsWith(name.toArray(String[]::new))));
    }

    /** All commands that end by themselves, in an order in which each finds what it needs. */
    static Stream<List<String>> commands() {
        return Stream.of(
                List.of("status"),
                List.of("doctor"),
                List.of("doctor", "--config"),
                List.of("migrate"),
                List.of("events", "tail"),
                List.of("events", "show", "1"),
                List.of("events", "stream", "article-1"),
                List.of("events", "stats"),
                List.of("projections", "list"),
                List.of("projections", "show", "article"),
                change("projections", "rebuild", "image"),
                change("projections", "verify", "image"),
                change("projections", "switch", "image", "--to", "1"),
                change("projections", "recreate"),
                change("projections", "pause", "image"),
                change("projections", "resume", "image"),
                change("projections", "cancel", "image"),
                List.of("dead-letters", "list"),
                List.of("dead-letters", "show", "1"),
                change("dead-letters", "retry", "--all"),
                change("dead-letters", "discard", "--all"),
                change("claims", "rebuild"),
                change("users", "import", directory.resolve("users.jsonl").toString()),
                change("users", "disable", "4711"),
                change("users", "enable", "4711"),
                change("users", "erase", "4711"),
                List.of("backup", "run"),
                List.of("backup", "list"),
                List.of("backup", "info", "latest"),
                List.of("backup", "verify"),
                List.of("backup", "verify", "--deep"),
                List.of("backup", "drill"),
                List.of("backup", "expire"),
                change("backup", "hold", "20261125T103000123Z-7f3a21bc"),
                change("backup", "release", "20261125T103000123Z-7f3a21bc"),
                change("backup", "restore-images"),
                List.of("restore", "--from", "latest", "--into", empty(), "--report", report()),
                List.of("restore", "--from", "latest", "--plan"),
                List.of("log"));
    }

    private static List<String> change(String... command) {
        return Stream.concat(Stream.of(command), CHANGE.stream()).toList();
    }

    private static String empty() {
        PostgresDatabase empty = SharedServers.newDatabase();
        return empty.jdbcUrl();
    }

    private static String report() {
        return directory.resolve("report.json").toString();
    }

    /** Standard output of the whole process, as a script gets it. */
    private static String standardOutput(List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("-o", "json"));
        PrintStream before = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            Talelio.commandLine(database.environment(), false)
                    .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                    .execute(arguments.toArray(String[]::new));
        } finally {
            System.setOut(before);
        }
        return written.toString(StandardCharsets.UTF_8);
    }
}
