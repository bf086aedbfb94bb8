package io.talel.gateway.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talel.kernel.AwaitVersion;
import io.talel.kernel.StreamVersion;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryMetersTest {

    private static final AwaitVersion WAIT = new AwaitVersion(new StreamVersion("article-1", 0), 1_000);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
    private final QueryGateway gateway =
            DefaultQueryGateway.builder().queryBus(bus).build();
    private final CompletableFuture<Boolean> seen = new CompletableFuture<>();

    @BeforeEach
    void an_answer_that_is_promised() {
        bus.registerHandlerInterceptor(new QueryMeters(registry));
        bus.subscribe(AwaitVersion.class.getName(), Boolean.class, _ -> seen);
    }

    @Test
    void a_promised_answer_is_timed_until_it_is_there() {
        CompletableFuture<Boolean> answer = ask();
        long askedAt = System.nanoTime();
        assertThat(registry.find("talelio.query").timer()).isNull();
        long waited = System.nanoTime() - askedAt;
        seen.complete(true);

        assertThat(answer.join()).isTrue();
        Timer timer = registry.get("talelio.query")
                .tag("query", "AwaitVersion")
                .tag("outcome", "done")
                .timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.NANOSECONDS)).isGreaterThanOrEqualTo(waited);
    }

    @Test
    void a_promise_that_is_broken_has_failed() {
        CompletableFuture<Boolean> answer = ask();

        seen.completeExceptionally(new IllegalStateException("no read model"));

        assertThatThrownBy(answer::join).isInstanceOf(CompletionException.class);
        assertThat(registry.get("talelio.query")
                        .tag("outcome", "failed")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private CompletableFuture<Boolean> ask() {
        return gateway.query(WAIT, ResponseTypes.instanceOf(Boolean.class));
    }
}
