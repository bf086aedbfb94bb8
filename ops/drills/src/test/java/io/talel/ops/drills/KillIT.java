package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillIT {

    private static final List<String> VICTIMS = List.of("api", "postgres", "redis", "s3", Stack.LAUNCHER);

    /** All of them once at any scale. */
    private static final int KILLS = Math.max(VICTIMS.size(), Drill.times(20));

    private final List<Answer> written = new ArrayList<>();
    private final List<Newcomers.Newcomer> newcomers = new ArrayList<>();

    @Test
    void the_next_start_recovers_by_itself_and_has_everything_that_was_answered(@TempDir Path data) {
        for (int kill = 0; kill < KILLS; kill++) {
            try (Stack stack = Stack.start(data)) {
                assertNothingIsLostOrHalfDone(stack);
                kill(stack, VICTIMS.get(kill % VICTIMS.size()));
            }
        }
        try (Stack stack = Stack.start(data)) {
            assertNothingIsLostOrHalfDone(stack);
        }
    }

    private void kill(Stack stack, String victim) {
        Client author = Client.of(stack.port()).signUp("author" + written.size());
        try (Writers writers = Writers.start(List.of(author, author, author, author));
                Newcomers registering = Newcomers.start(author)) {
            await().until(() -> writers.written().size() > 50);
            Signal.KILL.to(stack.process(victim));
            stack.awaitEnd(victim);
            newcomers.addAll(registering.all());
            writers.close();
            written.addAll(writers.written());
        }
    }

    private void assertNothingIsLostOrHalfDone(Stack stack) {
        Client reader = Client.of(stack.port());
        Database database = new Database(stack.database());
        assertThat(newcomers).allMatch(newcomer -> newcomer.canLogIn(reader));
        await().untilAsserted(() -> assertThat(database.number("select count(*) from read_model.article"))
                .isEqualTo(database.articlesPublished()));
        assertThat(written)
                .allMatch(answer -> reader.article(answer.text("/article/slug"))
                        .text("/article/body")
                        .equals(answer.text("/article/body")));
        assertThat(database.sequenceNumbersUsedTwice()).isZero();
        assertThat(database.number("select count(*) from claims.claimed_slug"))
                .isEqualTo(database.articlesPublished());
        assertThat(database.number("select count(*) from claims.claimed_username"))
                .isEqualTo(database.number(
                        "select count(*) from event_store.domain_event where event_name = 'UserRegistered'"));
    }
}
