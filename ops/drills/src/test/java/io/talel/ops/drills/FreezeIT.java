package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A frozen server is worse than a dead one: connections stay open and nothing answers. */
class FreezeIT {

    /** Within which a node gives up on a server that does not answer. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    /** Within which a node works again after the server does. */
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    private static final int CALLERS = 16;

    private final Cluster cluster = Cluster.shared();
    private Client author;
    private String email;

    @BeforeEach
    void signUp() {
        String username = "frozen" + System.identityHashCode(this);
        email = username + "@example.org";
        author = Client.of(cluster.portA()).signUp(username);
    }

    @AfterEach
    void thaw() {
        Signal.CONT.to(cluster.postgres());
        Signal.CONT.to(cluster.redis());
        Signal.CONT.to(cluster.s3());
    }

    @Test
    void writes_are_put_off_while_postgresql_hangs_and_work_again_once_it_does() {
        try (Writers writers = Writers.start(List.of(author, author, author, author))) {
            await().until(() -> writers.written().size() > 20);
            Signal.STOP.to(cluster.postgres());
            assertPutOff(AtOnce.run(CALLERS, caller -> author.publish("Too late " + caller, "Never mind")));
            assertHealthy();
            Signal.CONT.to(cluster.postgres());
            int writtenBefore = writers.written().size();
            await().atMost(RECOVERY).until(() -> writers.written().size() > writtenBefore + 20);

            assertThat(writers.answers()).allMatch(answer -> answer.status() == 201 || isPutOff(answer));
            assertThat(writers.written())
                    .allMatch(answer -> author.article(answer.text("/article/slug"))
                                    .status()
                            == 200);
        }
    }

    @Test
    void articles_go_on_while_redis_hangs_and_log_in_is_put_off() {
        Signal.STOP.to(cluster.redis());
        List<Answer> written = AtOnce.run(CALLERS, caller -> author.publish("Without Redis " + caller, "Goes on"));
        List<Answer> logIns = AtOnce.run(2, _ -> author.logIn(email));
        assertHealthy();
        Signal.CONT.to(cluster.redis());

        assertThat(written).allMatch(answer -> answer.status() == 201).allMatch(FreezeIT::isInTime);
        assertPutOff(logIns);
        await().atMost(RECOVERY).until(() -> author.logIn(email).status() == 200);
    }

    @Test
    void articles_go_on_while_the_object_store_hangs_and_uploads_are_put_off() {
        Signal.STOP.to(cluster.s3());
        List<Answer> uploads = AtOnce.run(2, _ -> author.upload(Images.png()));
        List<Answer> written = AtOnce.run(CALLERS, caller -> author.publish("Without S3 " + caller, "Goes on"));
        assertHealthy();
        Signal.CONT.to(cluster.s3());

        assertPutOff(uploads);
        assertThat(written).allMatch(answer -> answer.status() == 201).allMatch(FreezeIT::isInTime);
        await().atMost(RECOVERY).until(() -> author.upload(Images.png()).status() == 200);
    }

    private void assertHealthy() {
        assertThat(AtOnce.run(CALLERS, _ -> author.health()))
                .allMatch(answer -> answer.status() == 200)
                .allMatch(answer -> answer.took().compareTo(Duration.ofSeconds(2)) < 0);
    }

    private static void assertPutOff(List<Answer> answers) {
        assertThat(answers).allMatch(FreezeIT::isPutOff);
    }

    private static boolean isPutOff(Answer answer) {
        return answer.status() == 503
                && answer.headers().firstValue("Retry-After").isPresent()
                && isInTime(answer);
    }

    private static boolean isInTime(Answer answer) {
        return answer.took().compareTo(BOUND) < 0;
    }
}
