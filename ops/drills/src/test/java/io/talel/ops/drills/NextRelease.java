package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.GatewayApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A release after this build: its sources with another column of articles, which says that this release wrote the row, a higher
 * version of the projection's code and one migration more of each schema. What has changed is compiled into a directory that
 * comes first on the class paths.
 *
 * @param checkout has the operators' command of that release
 */
record NextRelease(Path checkout) {

    /** The version of its migrations, higher than any other. */
    static final String MIGRATION = "1000";

    private static final Path THIS = Path.of("..", "..");
    private static final Path ARTICLES = THIS.resolve("query-side/src/main/java/io/talel/query/article");
    private static final String GENERATION = "db/generation/article";
    private static final Pattern ROWS_VERSION = Pattern.compile("(?<= ROWS_VERSION = )\\d+");

    static NextRelease build(Path checkout) throws IOException {
        NextRelease next = new NextRelease(checkout);
        next.changeSources();
        next.changeSchemas();
        next.compile();
        next.copyCommand();
        return next;
    }

    private void changeSources() throws IOException {
        Path sources = Files.createDirectories(checkout.resolve("sources"));
        for (Path file : filesOf(ARTICLES)) {
            Files.copy(file, sources.resolve(file.getFileName()));
        }
        Path columns = sources.resolve("ArticleColumns.java");
        String author = ".bigint(\"author_id\", ArticleColumns::authorId, UserId::value)";
        change(columns, author, author + ".text(\"release\", _ -> \"next\")");
        Path projection = sources.resolve("ArticleProjection.java");
        Matcher version = ROWS_VERSION.matcher(Files.readString(projection));
        Files.writeString(projection, version.replaceFirst(number -> "" + (1 + Integer.parseInt(number.group()))));
    }

    private void changeSchemas() throws IOException {
        Path generation = Files.createDirectories(classes().resolve(GENERATION));
        for (String name : List.of("tables.sql", "views.sql")) {
            Files.copy(
                    THIS.resolve("query-side/src/main/resources")
                            .resolve(GENERATION)
                            .resolve(name),
                    generation.resolve(name));
        }
        change(
                generation.resolve("tables.sql"),
                "pinned_updated_at        timestamptz\n",
                "pinned_updated_at        timestamptz,\n    release text\n");
        change(generation.resolve("views.sql"), "AS updated_at\n", "AS updated_at,\n       release\n");
        for (String schema : List.of("event-store", "auth", "read-model")) {
            Files.writeString(
                    Files.createDirectories(classes().resolve("db").resolve(schema))
                            .resolve("V" + MIGRATION + "__next_release.sql"),
                    "CREATE TABLE next_release (id bigint);");
        }
    }

    private static void change(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).as(file.toString()).containsOnlyOnce(from);
        Files.writeString(file, text.replace(from, to));
    }

    private void compile() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-parameters", "-proc:none"));
        arguments.addAll(
                List.of("-cp", Cluster.api().toString(), "-d", classes().toString()));
        filesOf(checkout.resolve("sources")).forEach(file -> arguments.add(file.toString()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
    }

    private void copyCommand() throws IOException {
        for (String file : List.of("ops/talelio", ".mvn/find-jdk25.sh", "ops/console/target/console.jar")) {
            Path copy = checkout.resolve(file);
            Files.createDirectories(copy.getParent());
            Files.copy(THIS.resolve(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
        String libraries = "ops/console/target/class-path";
        Files.writeString(checkout.resolve(libraries), classes() + ":" + Files.readString(THIS.resolve(libraries)));
    }

    private Path classes() {
        return checkout.resolve("classes");
    }

    /** Arguments of {@code java}: what the API is. */
    List<String> api() {
        return List.of("-cp", classes() + ":" + Cluster.api(), GatewayApplication.class.getName());
    }

    private static List<Path> filesOf(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
