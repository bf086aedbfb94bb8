package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.kernel.user.UserId;
import io.talel.ops.backup.bucket.BucketSettings;
import io.talel.ops.backup.bucket.S3;
import io.talel.ops.console.EveryCommand.Expected;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.backup.BackedUp;
import io.talel.ops.console.cli.imports.OldService;
import io.talel.ops.localstack.SharedServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * With {@code -o json}, every command prints one document to standard output, whatever its libraries log; its outcome
 * and the exit code say the same.
 */
class JsonOutputIT {

    private static final JsonMapper WHOLE = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A server, which has no answer. */
    private static final List<List<String>> WITHOUT_ANSWER = List.of(List.of("console"));

    /** Flags that do not bear on the answer, and the one with an endless answer: one event per line. */
    private static final List<String> OTHER_FLAGS = List.of("--help", "--version", "--follow");

    @TempDir
    private static Path directory;

    private static BackedUp database;

    private static Map<String, String> environment;

    private static NodeAtWork node;

    private static UserId ada;

    private static String backup = "";

    @BeforeAll
    static void a_database_with_a_node_letters_and_a_backup_whose_image_was_lost_since() throws IOException {
        database = BackedUp.create();
        environment = database.environment();
        environment.put("S3_BUCKET", environment.get("S3_BACKUP_BUCKET") + "-content");
        BackedUp.createBucket(SharedServers.s3(), environment.get("S3_BUCKET"));
        node = NodeAtWork.on(database.database());
        ada = node.register("ada");
        node.publish(ada, "First");
        String image = "users/%d/images/sea.jpg".formatted(ada.value());
        node.upload(ada, image, 1);
        database.change("INSERT INTO auth.credential VALUES (%d, 'a hash', now(), false)".formatted(ada.value()));
        await().until(() -> database.query("SELECT 'article' FROM read_model.article UNION ALL SELECT 'image' FROM"
                                + " read_model.image")
                        .size()
                == 2);
        try (S3 s3 = S3.at(BucketSettings.of(environment))) {
            s3.content().create(image, new byte[1]);
            Result made = Operated.run(environment, "backup", "run", "--copy-images", "-o", "json");
            assertThat(made.code()).as(made.toString()).isZero();
            backup = made.json().path("id").asString();
            s3.content().delete(image);
        }
        database.change("""
                INSERT INTO read_model.dead_letter
                    (projection, generation, stream, version, global_index, event, cause, message, attempts)
                VALUES ('user', 1, 'user-%1$d', 0, 1, 'UserRegistered', 'X', 'no', 1),
                       ('article', 1, 'article-1', 0, 2, 'ArticlePublished', 'X', 'no', 1)""".formatted(ada.value()));
        Files.writeString(directory.resolve("users.jsonl"), "");
        Files.writeString(directory.resolve("wrong.jsonl"), "wrong\n");
        Path dump = new OldService().dump(directory.resolve("dump.sql"));
        Files.writeString(
                directory.resolve("wrong.sql"),
                Files.readString(dump).replace("FROM stdin;\n", "FROM stdin;\nwrong\n"));
    }

    @AfterAll
    static void the_node_ends() {
        node.close();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void standard_output_is_one_document_with_the_outcome_that_the_exit_code_has(Expected expected) {
        Result result = run(expected.command());

        assertThat(result.out()).as(result.err()).isNotBlank();
        JsonNode document = WHOLE.readTree(result.out());
        assertThat(document.isContainer()).isTrue();
        assertThat(document.path("outcome").asString(EveryCommand.SHOWN))
                .as(result.toString())
                .isEqualTo(expected.outcome());
        assertThat(result.code()).as(result.toString()).isEqualTo(expected.code());
    }

    @Test
    void no_command_is_left_out() {
        List<List<String>> tried = commands().map(Expected::command).toList();

        assertThat(leaves()).isNotEmpty().allSatisfy(leaf -> {
            String[] name = name(leaf);
            assertThat(leaf.findOption("-o")).as("-o of %s", List.of(name)).isNotNull();
            assertThat(tried).anySatisfy(command -> assertThat(command).startsWith(name));
        });
    }

    @Test
    void no_flag_is_left_out() {
        List<List<String>> tried = commands().map(Expected::command).toList();

        for (CommandSpec leaf : leaves()) {
            String[] name = name(leaf);
            assertThat(flags(leaf)).allSatisfy(flag -> assertThat(tried)
                    .as("%s of %s", flag, List.of(name))
                    .anySatisfy(command -> assertThat(command).startsWith(name).contains(flag)));
        }
    }

    /** Commands that do something, with an answer. */
    private static List<CommandSpec> leaves() {
        return leaves(Talelio.commandLine(Map.of(), false))
                .filter(leaf -> !WITHOUT_ANSWER.contains(List.of(name(leaf))))
                .toList();
    }

    private static Stream<CommandSpec> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command.getCommandSpec())
                : command.getSubcommands().values().stream().flatMap(JsonOutputIT::leaves);
    }

    /** As typed: backup, run. */
    private static String[] name(CommandSpec leaf) {
        return leaf.qualifiedName().replaceFirst("^talelio ", "").split(" ");
    }

    static Stream<Expected> commands() {
        return new EveryCommand(directory, ada, backup).all();
    }

    private static List<String> flags(CommandSpec leaf) {
        return leaf.options().stream()
                .filter(option -> option.arity().max() == 0)
                .map(OptionSpec::longestName)
                .filter(flag -> !OTHER_FLAGS.contains(flag))
                .toList();
    }

    /** Takes standard output from the whole process, as a script does. */
    private static Result run(List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("-o", "json"));
        PrintStream before = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        int code;
        try (PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            code = Talelio.commandLine(environment, false)
                    .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                    .setErr(new PrintWriter(err, true))
                    .execute(arguments.toArray(String[]::new));
        } finally {
            System.setOut(before);
        }
        return new Result(code, written.toString(StandardCharsets.UTF_8), err.toString());
    }
}
