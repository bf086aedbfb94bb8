package io.talel.ops.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.localstack.serve.ServedStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API is killed while it publishes articles and a draft, whose author repeats the requests with their keys. */
class RepeatKillIT {

    private static final String COMMITTED = "Killed between commit and answer";
    private static final String NOT_COMMITTED = "Killed before the commit";
    private static final String SLUG_OF_NOT_COMMITTED = "killed-before-the-commit";

    private static final String DRAFT = "a-draft";

    private static final String DRAFTS_PUBLISHED =
            "select count(*) from event_store.domain_event where event_name = 'DraftPublished'";

    private static final String KEYS = "select count(*) from auth.idempotency_key";

    private static final Duration SOON = Duration.ofMinutes(1);

    /** Holds the answer back until the kill. */
    private static final Map<String, String> WAITS_UNTIL_SHOWN = Map.of("TALELIO_COMMANDS_VISIBILITYTIMEOUT", "2m");

    /** An attempt that was cut off counts as under way for half a minute. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    @Test
    void each_is_published_once_whether_the_kill_came_before_or_after_the_commit(@TempDir Path data) {
        NodeClient author;
        try (ServedStack stack = Cluster.launch(data, WAITS_UNTIL_SHOWN).awaitReady()) {
            author = NodeClient.of(stack.port()).signUp("repeating");
            assertThat(author.draft("A draft").text("/article/slug")).isEqualTo(DRAFT);
            killWhilePublishing(stack, author);
        }
        try (ServedStack stack = Cluster.launch(data, Map.of()).awaitReady()) {
            NodeClient again = author.on(stack.port());
            NodesDatabase database = new NodesDatabase(stack.database());
            assertThat(database.articlesPublished()).isEqualTo(1);

            NodeAnswer committed = again.publishOnce("committed", COMMITTED);
            assertThat(committed.status()).isEqualTo(201);
            database.endLeases("auth.idempotency_key", "leased_until", Duration.ofSeconds(30));
            NodeAnswer other = afterLease(() -> again.publishOnce("not-committed", NOT_COMMITTED));
            assertThat(other.status()).isEqualTo(201);
            NodeAnswer draft = afterLease(() -> again.publishDraftOnce("draft", DRAFT));
            assertThat(draft.status()).isEqualTo(200);
            assertThat(draft.text("/article/status")).isEqualTo("published");
            assertThat(draft.headers().firstValue("ETag").orElseThrow()).startsWith("\"1-");

            assertThat(database.publicationsOf(COMMITTED)).hasSize(1);
            assertThat(database.publicationsOf(NOT_COMMITTED)).hasSize(1);
            assertThat(again.publishOnce("committed", COMMITTED).json()).isEqualTo(committed.json());
            assertThat(again.publishOnce("not-committed", NOT_COMMITTED).json()).isEqualTo(other.json());
            assertThat(again.publishDraftOnce("draft", DRAFT).json()).isEqualTo(draft.json());
            assertThat(database.number(DRAFTS_PUBLISHED)).isEqualTo(1);
            assertThat(again.article(committed.text("/article/slug")).status()).isEqualTo(200);
            assertThat(database.articlesPublished()).isEqualTo(2);
        }
    }

    private static NodeAnswer afterLease(Callable<NodeAnswer> request) {
        return await().atMost(LEASE).until(request, answer -> answer.status() != 409);
    }

    private static void killWhilePublishing(ServedStack stack, NodeClient author) {
        NodesDatabase database = new NodesDatabase(stack.database());
        try (ForeignTransaction other = database.begin()) {
            // A write is answered once it can be read.
            other.holdProjectedArticles();
            other.holdSlug(SLUG_OF_NOT_COMMITTED);
            CompletableFuture<NodeAnswer> notCommitted = begin(() -> repeatUntilKilled(author));
            CompletableFuture<NodeAnswer> committed = begin(() -> author.publishOnce("committed", COMMITTED));
            await().atMost(SOON).until(() -> database.publicationsOf(COMMITTED).size() == 1);
            CompletableFuture<NodeAnswer> draft = begin(() -> author.publishDraftOnce("draft", DRAFT));
            await().atMost(SOON).until(() -> database.number(DRAFTS_PUBLISHED) == 1);
            await().atMost(SOON).until(() -> database.number(KEYS) == 3);
            stack.process("api").kill();
            assertThat(committed.join().isBroken()).isTrue();
            assertThat(notCommitted.join().isBroken()).isTrue();
            assertThat(draft.join().isBroken()).isTrue();
        }
    }

    /** A write that waits for its slug for too long is unavailable, and its outcome open. */
    private static NodeAnswer repeatUntilKilled(NodeClient author) {
        NodeAnswer answer;
        do {
            answer = author.publishOnce("not-committed", NOT_COMMITTED);
        } while (answer.isFailed());
        return answer;
    }

    private static CompletableFuture<NodeAnswer> begin(Supplier<NodeAnswer> request) {
        return CompletableFuture.supplyAsync(request, Thread::startVirtualThread);
    }
}
