package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A table is known by one module only: SQL that names it stands there. The operators' tools own the tables of
 * {@code operations}, which the event log's migrations make and its metrics read; for the others they use statements that
 * the owners ship, by their names.
 */
class TableOwnershipTest {

    private static final Path ROOT = Path.of("..", "..");

    private static final Map<String, Set<String>> SCHEMAS = Map.of(
            "command-side", Set.of("event_store", "personal", "claims", "operations"),
            "query-side", Set.of("read_model"),
            "api-gateway", Set.of("auth"),
            "ops/backup", Set.of("operations"),
            "ops/console", Set.of("operations"));

    /** Read models take over the lineage of a log in their own database, which no other module asks. */
    private static final Map<String, Set<String>> EXCEPTIONS = Map.of("query-side", Set.of("operations.lineage"));

    private static final Map<String, String> STATEMENTS = Map.of(
            "EVENT_STORE", "command-side/src/main/resources/db/operator-statements/event-store.sql",
            "READ_MODEL", "query-side/src/main/resources/db/operator-statements/read-model.sql",
            "AUTH", "api-gateway/src/main/resources/db/operator-statements/auth.sql");

    /** Manifests of backups name the dumped tables: these names are part of the format, and no statement. */
    private static final String FORMAT = "DumpedTable.java";

    /** Variables may be called {@code claims} or {@code operations}, so calls do not count there. */
    private static final Pattern TABLE =
            Pattern.compile("(?<![\\w.])(?:(?:event_store|read_model|auth|personal)\\.[a-z]\\w*"
                    + "|(?:claims|operations)\\.[a-z]\\w*+(?!\\())");

    private static final Pattern USE = Pattern.compile("\\b(EVENT_STORE|READ_MODEL|AUTH)\\.get\\(\\s*\"([a-z-]+)\"\\)");

    @ParameterizedTest
    @ValueSource(strings = {"command-side", "query-side", "api-gateway", "ops/backup", "ops/console"})
    void a_module_names_its_own_tables_only(String module) throws IOException {
        List<Path> sources = sources(module);
        assertThat(sources).hasSizeGreaterThan(50);
        assertThat(sources).allSatisfy(file -> assertThat(foreignTables(module, read(file)))
                .isEmpty());
    }

    @Test
    void sql_that_names_a_table_of_another_module_breaks_the_rule() {
        assertThat(foreignTables("ops/console", "Rows.number(readModel, \"SELECT count(*) FROM read_model.pause\")"))
                .containsExactly("read_model.pause");
        assertThat(foreignTables("api-gateway", "DELETE FROM auth.credential USING personal.person_key"))
                .containsExactly("personal.person_key");
        assertThat(foreignTables("ops/console", "SELECT count(*) FROM claims.claimed_slug WHERE slug = ?"))
                .containsExactly("claims.claimed_slug");
        assertThat(foreignTables("query-side", "SELECT FROM operations.lineage, operations.backup_run"))
                .containsExactly("operations.backup_run");
        assertThat(foreignTables("command-side", "import io.talel.gateway.auth.session.Sessions;"))
                .isEmpty();
        assertThat(foreignTables("api-gateway", "claims.getSubject(); operations.add(io.talel.command.claims.Names);"))
                .isEmpty();
    }

    @Test
    void statements_are_shipped_and_used_by_the_same_names() throws IOException {
        Set<String> used = new TreeSet<>();
        for (Path file : Stream.of(sources("ops/backup"), sources("ops/console"))
                .flatMap(List::stream)
                .toList()) {
            USE.matcher(read(file))
                    .results()
                    .map(use -> use.group(1) + " " + use.group(2))
                    .forEach(used::add);
        }
        Set<String> shipped = new TreeSet<>();
        STATEMENTS.forEach((owner, file) -> Pattern.compile("(?m)^-- name: (\\S+)$")
                .matcher(read(ROOT.resolve(file)))
                .results()
                .map(name -> owner + " " + name.group(1))
                .forEach(shipped::add));
        assertThat(shipped).hasSizeGreaterThan(50).isEqualTo(used);
    }

    /** Java of a module, and the statements that it ships. */
    private static List<Path> sources(String module) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
            return files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().contains("db/operator-statements/"))
                    .filter(file -> !file.endsWith(FORMAT))
                    .toList();
        }
    }

    private static List<String> foreignTables(String module, String source) {
        return TABLE.matcher(source)
                .results()
                .map(MatchResult::group)
                .filter(table -> !SCHEMAS.getOrDefault(module, Set.of()).contains(table.split("\\.")[0]))
                .filter(table -> !EXCEPTIONS.getOrDefault(module, Set.of()).contains(table))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
