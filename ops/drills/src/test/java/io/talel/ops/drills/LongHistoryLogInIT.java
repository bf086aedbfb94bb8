package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A log-in of a user who has changed often takes about as long as that of a new user. */
@Tag("timed")
class LongHistoryLogInIT {

    private static final int CHANGES = DrillScale.times(10_000);

    /** How long all changes may take on a busy machine. */
    private static final Duration CHANGING = Duration.ofMinutes(10);

    /** Log-ins of each user that are not counted: the node compiles its code meanwhile. */
    private static final int WARM_UP = 20;

    /** Log-ins of each user that are counted. The users take turns, so that a busy moment slows both. */
    private static final int LOG_INS = 60;

    /** Largest ratio of the median times: 10,000 changes must not slow a log-in by more than a fifth. */
    private static final double MOST = 1.2;

    private final Cluster cluster = Cluster.shared();
    private final NodeClient client = NodeClient.of(cluster.nodeA().port());

    @Test
    void thousands_of_changes_do_not_slow_a_log_in_by_more_than_a_fifth() throws Exception {
        long often = register("oftenchanged");
        register("neverchanged");
        change(often);
        logInByTurns(WARM_UP);

        List<Duration> medians = logInByTurns(LOG_INS);

        assertThat(medians.getFirst().toNanos())
                .as("median time of a log-in after %d changes, against %s", CHANGES, medians.getLast())
                .isLessThan((long) (MOST * medians.getLast().toNanos()));
    }

    private long register(String username) {
        NodeAnswer registered = client.register(username + "@example.org", username);
        assertThat(registered.status()).isEqualTo(201);
        return registered.json().at("/user/id").asLong();
    }

    private void change(long user) throws IOException, InterruptedException {
        Process changing = WriteSideProcess.of(
                        ChangingProcess.class, cluster.nodeA().variables(), user, CHANGES)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            assertThat(changing.waitFor(CHANGING.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            changing.destroyForcibly();
        }
        assertThat(cluster.database()
                        .number("select count(*) from event_store.domain_event where aggregate_identifier = 'user-"
                                + user + "'"))
                .isEqualTo(1 + CHANGES);
    }

    /** @return the median time of a log-in of the user who has changed often, and of the other one */
    private List<Duration> logInByTurns(int times) {
        List<Duration> often = new ArrayList<>();
        List<Duration> never = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            often.add(logIn("oftenchanged"));
            never.add(logIn("neverchanged"));
        }
        return List.of(median(often), median(never));
    }

    private Duration logIn(String username) {
        NodeAnswer answer = client.logIn(username + "@example.org");
        assertThat(answer.status()).isEqualTo(200);
        return answer.took();
    }

    private static Duration median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
