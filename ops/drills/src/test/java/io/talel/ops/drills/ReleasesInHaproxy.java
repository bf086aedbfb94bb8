package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.ops.localstack.process.Loopback;
import io.talel.ops.localstack.serve.ServedStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes of this release give way to nodes of the next one, which changes the schemas and the projection of articles, as
 * docs/evolution.md says, while somebody writes and reads all the time.
 */
class ReleasesInHaproxy {

    private static final int PER_SECOND = 3;

    /** Articles between two events. */
    private static final int QUIET = 30;

    private static final Duration SOON = Duration.ofMinutes(2);

    /** The code that fills the live generation, and a process that has claimed a segment of it. */
    private static final String CLAIMS = """
            SELECT code_version || ' ' || split_part(owner, '@', 1)
            FROM read_model.generation JOIN read_model.token_entry ON processor_name = projection
            WHERE projection = 'article' AND active AND owner IS NOT NULL""";

    private static final String CODE_VERSION =
            "SELECT code_version FROM read_model.generation WHERE projection = 'article' AND active";

    private static final String MIGRATED = """
            SELECT count(*) FROM (
                SELECT version FROM event_store.flyway_schema_history
                UNION ALL SELECT version FROM auth.flyway_schema_history
                UNION ALL SELECT version FROM read_model.flyway_schema_history) history
            WHERE version = '%s'""".formatted(NextRelease.MIGRATION);

    private static final String HAS_COLUMN = """
            SELECT count(*) FROM information_schema.columns
            WHERE table_schema = 'read_model' AND table_name = 'article' AND column_name = 'release'""";

    /** What a client saw who has published an article, then asked for it and for the author's list. */
    private record Visit(NodeAnswer written, NodeAnswer article, NodeAnswer list) {

        static Visit of(NodeClient author, long number) {
            NodeAnswer written = author.publish(number + " across releases", "Body *" + number + "*");
            return written.status() == 201
                    ? new Visit(written, author.article(slug(written)), author.newestArticlesOf("across"))
                    : new Visit(written, written, written);
        }

        private static String slug(NodeAnswer written) {
            return written.text("/article/slug");
        }

        String slug() {
            return slug(written);
        }

        boolean isAnswered() {
            return written.status() == 201 && article.status() == 200 && list.status() == 200;
        }
    }

    private final PostgresDatabase server = SharedServers.newDatabase();
    private final NodesDatabase database = new NodesDatabase(server);
    private final List<Haproxy.Node> ports = Stream.generate(
                    () -> new Haproxy.Node(Loopback.portOrFree(0), Loopback.portOrFree(0)))
            .limit(3)
            .toList();
    private final List<ServedStack> nodes = new ArrayList<>();
    private final Set<Long> processesOfNext = new HashSet<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void two_nodes_of_this_release_start() {
        nodes.add(startThis(0));
        nodes.add(startThis(1));
    }

    @AfterEach
    void all_stop() {
        nodes.forEach(ServedStack::close);
    }

    @Test
    void a_release_with_another_schema_replaces_the_one_before_and_nobody_notices() throws IOException {
        NextRelease next = NextRelease.build(directory.resolve("next"));
        long codeBefore = database.number(CODE_VERSION);
        try (Haproxy proxy = Haproxy.askingOthersBefore(directory, ports)) {
            awaitUsable(proxy, 2);
            NodeClient author = NodeClient.of(proxy.port()).signUp("across");
            FixedRate<Visit> load = FixedRate.start(PER_SECOND, number -> Visit.of(author, number));
            FixedRate<List<String>> claims = FixedRate.start(PER_SECOND, _ -> database.texts(CLAIMS));
            try (load;
                    claims) {
                awaitMore("two nodes of this release", load);
                assertThat(rebuild(next).awaitEnd()).contains("older than this software");
                assertThat(database.number(MIGRATED)).isZero();

                nodes.add(startNext(next, 2));
                awaitUsable(proxy, 3);
                assertThat(database.number(MIGRATED)).isEqualTo(3);
                awaitMore("a node of the next release beside them", load);

                nodes.get(0).close();
                awaitUsable(proxy, 2);
                nodes.set(0, startThis(0));
                awaitUsable(proxy, 3);
                awaitMore("a node of this release, restarted in the migrated database", load);
                assertThat(database.number(CODE_VERSION)).isEqualTo(codeBefore);
                assertThat(database.number(HAS_COLUMN)).isZero();

                OperatorsCommand rebuild = rebuild(next);
                String said = rebuild.awaitEnd();
                assertThat(rebuild.process().exitValue()).as(said).isZero();
                assertThat(database.number(CODE_VERSION)).isEqualTo(codeBefore + 1);
                assertThat(database.number(HAS_COLUMN)).isOne();
                await().atMost(SOON).until(this::onlyNextClaims);
                awaitMore("after the swap", load);

                for (int node = 0; node < 2; node++) {
                    nodes.get(node).close();
                    awaitUsable(proxy, 2);
                    nodes.set(node, startNext(next, node));
                    awaitUsable(proxy, 3);
                }
                awaitMore("nodes of the next release only", load);
                assertThat(switchBack().awaitEnd())
                        .as("the migrations do not hinder the command of this release, the added column does")
                        .contains("Readers of article may ask for release");
            }
            assertShown("in the end", load.outcomes());
            assertThat(claims.outcomes().stream().flatMap(List::stream))
                    .anyMatch(claim -> claim.startsWith(codeBefore + " "))
                    .anyMatch(claim -> claim.startsWith(codeBefore + 1 + " "))
                    .as("processes of the next release that claimed a segment before the swap")
                    .noneMatch(claim -> claim.startsWith(codeBefore + " ") && processesOfNext.contains(process(claim)));
        }
        assertThat(database.texts("SELECT slug FROM read_model.article WHERE release IS DISTINCT FROM 'next'"))
                .as("articles that this release wrote into the generation of the next one")
                .isEmpty();
        assertThat(database.texts("SELECT stream || ': ' || message FROM read_model.dead_letter"))
                .isEmpty();
    }

    private ServedStack startThis(int node) {
        return Cluster.launch(data(node), variables(node)).awaitReady();
    }

    private ServedStack startNext(NextRelease next, int node) {
        ServedStack started =
                Cluster.launchApi(data(node), variables(node), next.api()).awaitReady();
        processesOfNext.add(started.process("api").pid());
        return started;
    }

    private Path data(int node) {
        return directory.resolve("node-" + node);
    }

    private Map<String, String> variables(int node) {
        Map<String, String> variables = new HashMap<>(server.environment());
        variables.putAll(SharedServers.redis().environment());
        variables.putAll(SharedServers.s3().environment());
        variables.put("SECRET_KEY", "of two releases ".repeat(5));
        variables.put("TRUSTED_PROXIES", "127.0.0.1");
        variables.put("SHUTDOWN_PAUSE", "4s");
        variables.put("PORT", String.valueOf(ports.get(node).port()));
        variables.put("MANAGEMENT_PORT", String.valueOf(ports.get(node).managementPort()));
        return variables;
    }

    private OperatorsCommand rebuild(NextRelease next) {
        return OperatorsCommand.startIn(
                next.checkout(),
                nodes.getFirst().variables(),
                "projections",
                "rebuild",
                "article",
                "--reason",
                "a drill",
                "--yes",
                "-o",
                "json");
    }

    /** By the command of this release. */
    private OperatorsCommand switchBack() {
        return OperatorsCommand.start(
                nodes.getFirst().variables(),
                "projections",
                "switch",
                "article",
                "--to",
                "1",
                "--reason",
                "a drill",
                "--yes",
                "-o",
                "json");
    }

    private boolean onlyNextClaims() {
        List<String> claims = database.texts(CLAIMS);
        return !claims.isEmpty() && claims.stream().allMatch(claim -> processesOfNext.contains(process(claim)));
    }

    private static long process(String claim) {
        return Long.parseLong(claim.split(" ", 2)[1]);
    }

    private static void awaitUsable(Haproxy proxy, int nodes) {
        await().atMost(SOON).until(() -> proxy.usable() == nodes);
    }

    private void awaitMore(String when, FixedRate<Visit> load) {
        int before = load.outcomes().size();
        await().atMost(SOON).until(() -> load.outcomes().size() > before + QUIET);
        List<Visit> visits = load.outcomes();
        assertShown(when, visits.subList(before, visits.size()));
    }

    /** Every request was answered, and every node that runs shows every article. */
    private void assertShown(String when, List<Visit> visits) {
        assertThat(visits).as(when).allMatch(Visit::isAnswered);
        for (ServedStack node : nodes) {
            NodeClient reader = NodeClient.of(node.port());
            assertThat(visits)
                    .extracting(visit -> reader.article(visit.slug()))
                    .as("%s: node %d", when, nodes.indexOf(node))
                    .allMatch(answer -> answer.status() == 200);
        }
    }
}
