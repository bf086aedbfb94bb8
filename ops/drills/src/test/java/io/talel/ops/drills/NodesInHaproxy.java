package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.ops.localstack.process.Loopback;
import io.talel.ops.localstack.serve.ServedStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes behind a proxy, while somebody writes all the time. */
class NodesInHaproxy {

    private static final int PER_SECOND = 10;

    /** Articles between two events. */
    private static final int QUIET = 50;

    private static final Duration SOON = Duration.ofMinutes(2);

    private record Published(long begunAt, NodeAnswer answer) {}

    private final PostgresDatabase database = SharedServers.newDatabase();
    private final List<Haproxy.Node> ports = Stream.generate(
                    () -> new Haproxy.Node(Loopback.portOrFree(0), Loopback.portOrFree(0)))
            .limit(3)
            .toList();
    private final List<ServedStack> nodes = new ArrayList<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void three_nodes_start() {
        for (int node = 0; node < ports.size(); node++) {
            nodes.add(start(node));
        }
    }

    private ServedStack start(int node) {
        Map<String, String> variables = new HashMap<>(database.environment());
        variables.putAll(SharedServers.redis().environment());
        variables.putAll(SharedServers.s3().environment());
        variables.put("SECRET_KEY", "of three nodes ".repeat(5));
        variables.put("TRUSTED_PROXIES", "127.0.0.1");
        variables.put("SHUTDOWN_PAUSE", "4s");
        variables.put("PORT", String.valueOf(ports.get(node).port()));
        variables.put("MANAGEMENT_PORT", String.valueOf(ports.get(node).managementPort()));
        return Cluster.launch(directory.resolve("node-" + node), variables).awaitReady();
    }

    @AfterEach
    void they_stop() {
        nodes.forEach(ServedStack::close);
    }

    @Test
    void restarts_fail_no_request_and_a_kill_those_that_the_node_held() {
        try (Haproxy proxy = Haproxy.askingOthersBefore(directory, ports)) {
            awaitUsable(proxy, 3);
            NodeClient author = NodeClient.of(proxy.port()).signUp("behind");
            FixedRate<Published> load = FixedRate.start(PER_SECOND, number -> {
                long begunAt = System.nanoTime();
                return new Published(begunAt, author.publish("Behind a proxy " + number, "Body *" + number + "*"));
            });
            try (load) {
                awaitMore(load);
                for (int node = 0; node < nodes.size(); node++) {
                    nodes.get(node).close();
                    awaitUsable(proxy, 2);
                    nodes.set(node, start(node));
                    awaitUsable(proxy, 3);
                }
                awaitMore(load);
                assertThat(load.outcomes()).allMatch(each -> each.answer().status() == 201);

                projecting().process("api").kill();
                long killedAt = System.nanoTime();
                awaitUsable(proxy, 2);
                awaitMore(load);

                // Without an answer, or with half of one.
                assertThat(load.outcomes())
                        .filteredOn(each -> each.answer().status() != 201)
                        .allMatch(each ->
                                each.answer().status() == 502 || each.answer().isBroken())
                        .allMatch(each -> each.begunAt() - killedAt < 0);
            }
            assertThat(load.outcomes())
                    .filteredOn(each -> each.answer().status() == 201)
                    .allMatch(each ->
                            author.article(each.answer().text("/article/slug")).status() == 200);
        }
    }

    /** The node whose end leaves most to take over. Names of owners begin with the number of the process. */
    private ServedStack projecting() {
        long process = new NodesDatabase(database)
                .number("select coalesce(max(split_part(owner, '@', 1)::bigint), 0) from read_model.token_entry"
                        + " where processor_name = 'article'");
        return nodes.stream()
                .filter(node -> node.process("api").pid() == process)
                .findFirst()
                .orElse(nodes.getFirst());
    }

    private static void awaitUsable(Haproxy proxy, int nodes) {
        await().atMost(SOON).until(() -> proxy.usable() == nodes);
    }

    private static void awaitMore(FixedRate<?> load) {
        int before = load.outcomes().size();
        await().atMost(SOON).until(() -> load.outcomes().size() > before + QUIET);
    }
}
