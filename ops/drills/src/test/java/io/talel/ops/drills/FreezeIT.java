package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** A frozen server is worse than a dead one, since only its silence shows it. */
@Tag("timed")
class FreezeIT {

    /** Time within which a node gives up on a server that does not answer. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    /** Time within which a node works again after the server. */
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private static final Duration PROMPT = Duration.ofSeconds(2);
    private static final int CALLERS = 16;

    private final Cluster cluster = Cluster.shared();
    private NodeClient author;
    private String email;

    @BeforeEach
    void signUp(TestInfo test) {
        String username = "freezer" + Math.abs(test.getDisplayName().hashCode());
        email = username + "@example.org";
        author = NodeClient.of(cluster.nodeA().port()).signUp(username);
    }

    @Test
    void writes_are_put_off_while_postgresql_hangs_and_work_again_once_it_does() {
        try (Writers writers = Writers.start(List.of(author, author, author, author))) {
            await().until(() -> writers.written().size() > 20);
            try (FrozenServer _ = freeze("postgres")) {
                assertPutOff(
                        ConcurrentCalls.run(CALLERS, caller -> author.publish("Too late " + caller, "Never mind")));
                assertHealthy();
            }
            int writtenBefore = writers.written().size();
            await().atMost(RECOVERY).until(() -> writers.written().size() > writtenBefore + 20);
            writers.close();

            assertThat(writers.answers()).allMatch(answer -> answer.status() == 201 || isPutOff(answer));
            assertThat(writers.written())
                    .allMatch(answer ->
                            author.article(answer.text("/article/slug")).status() == 200);
        }
    }

    @Test
    void articles_go_on_while_redis_hangs_and_log_in_is_put_off() {
        try (FrozenServer _ = freeze("redis")) {
            assertGoesOn(ConcurrentCalls.run(CALLERS, caller -> author.publish("Without Redis " + caller, "Goes on")));
            assertPutOff(ConcurrentCalls.run(2, _ -> author.logIn(email)));
            assertHealthy();
        }
        await().atMost(RECOVERY).until(() -> author.logIn(email).status() == 200);
    }

    @Test
    void articles_go_on_while_the_object_store_hangs_and_uploads_are_put_off() {
        try (FrozenServer _ = freeze("s3")) {
            assertPutOff(ConcurrentCalls.run(2, _ -> author.upload(SamplePictures.png())));
            assertGoesOn(ConcurrentCalls.run(CALLERS, caller -> author.publish("Without S3 " + caller, "Goes on")));
            assertHealthy();
        }
        await().atMost(RECOVERY).until(() -> author.upload(SamplePictures.png()).status() == 200);
    }

    private FrozenServer freeze(String service) {
        return FrozenServer.freeze(cluster.nodeA().process(service));
    }

    private void assertHealthy() {
        assertThat(ConcurrentCalls.run(CALLERS, _ -> author.health()))
                .allMatch(answer -> answer.status() == 200)
                .allMatch(answer -> answer.took().compareTo(PROMPT) < 0);
    }

    private static void assertGoesOn(List<NodeAnswer> answers) {
        assertThat(answers).allMatch(answer -> answer.status() == 201).allMatch(FreezeIT::isInTime);
    }

    private static void assertPutOff(List<NodeAnswer> answers) {
        assertThat(answers).allMatch(FreezeIT::isPutOff);
    }

    private static boolean isPutOff(NodeAnswer answer) {
        return answer.status() == 503
                && answer.headers().firstValue("Retry-After").isPresent()
                && isInTime(answer);
    }

    private static boolean isInTime(NodeAnswer answer) {
        return answer.took().compareTo(BOUND) < 0;
    }
}
