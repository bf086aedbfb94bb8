package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.serve.ServedStack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillIT {

    private static final String LAUNCHER = "launcher";
    private static final List<String> VICTIMS = List.of("api", "postgres", "redis", "s3", LAUNCHER);

    /** Every kind once at any scale. */
    private static final int KILLS = Math.max(VICTIMS.size(), DrillScale.times(20));

    /** What was answered before the last kill, which is checked after each start; all of it is checked at the end. */
    private Answered latest = new Answered();

    private final Answered all = new Answered();

    private record Answered(List<NodeAnswer> written, List<RegisteringUsers.Newcomer> newcomers) {

        Answered() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(Answered more) {
            written.addAll(more.written);
            newcomers.addAll(more.newcomers);
        }
    }

    @Test
    void the_next_start_recovers_by_itself_and_has_everything_that_was_answered(@TempDir Path data) {
        for (int kill = 0; kill < KILLS; kill++) {
            try (ServedStack stack = Cluster.launch(data, Map.of()).awaitReady()) {
                assertNothingIsLostOrHalfDone(stack, latest);
                kill(stack, VICTIMS.get(kill % VICTIMS.size()));
            }
        }
        try (ServedStack stack = Cluster.launch(data, Map.of()).awaitReady()) {
            assertNothingIsLostOrHalfDone(stack, all);
        }
    }

    private void kill(ServedStack stack, String victim) {
        NodeClient author =
                NodeClient.of(stack.port()).signUp("author" + all.written().size());
        try (Writers writers = Writers.start(List.of(author, author, author, author));
                RegisteringUsers registering = RegisteringUsers.start(author)) {
            await().until(() -> writers.written().size() > 50);
            if (victim.equals(LAUNCHER)) {
                stack.launcher().destroyForcibly().onExit().join();
            } else {
                stack.process(victim).kill();
            }
            List<RegisteringUsers.Newcomer> newcomers = registering.all();
            writers.close();
            latest = new Answered(writers.written(), newcomers);
            all.add(latest);
        }
    }

    private void assertNothingIsLostOrHalfDone(ServedStack stack, Answered answered) {
        NodeClient reader = NodeClient.of(stack.port());
        NodesDatabase database = new NodesDatabase(stack.database());
        assertThat(answered.newcomers()).allMatch(newcomer -> newcomer.canLogIn(reader));
        database.awaitArticles(database.articlesPublished());
        assertThat(answered.written()).allMatch(answer -> reader.article(answer.text("/article/slug"))
                .text("/article/body")
                .equals(answer.text("/article/body")));
        assertThat(database.sequenceNumbersUsedTwice()).isZero();
        assertThat(database.number("select count(*) from claims.claimed_slug")).isEqualTo(database.articlesPublished());
        assertThat(database.number("select count(*) from claims.claimed_username"))
                .isEqualTo(database.number(
                        "select count(*) from event_store.domain_event where event_name = 'UserRegistered'"));
    }
}
