package io.talel.query.generation;

import static org.awaitility.Awaitility.await;

import io.talel.kernel.StreamVersion;
import io.talel.query.visibility.ReachedVersions;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.AbstractDataSource;

class AwaitedVersionsPollTest {

    @Test
    void a_look_that_breaks_off_is_followed_by_another() {
        AtomicInteger looks = new AtomicInteger();
        AbstractDataSource failing = new AbstractDataSource() {
            @Override
            public Connection getConnection() {
                looks.incrementAndGet();
                throw new NoClassDefFoundError("no class");
            }

            @Override
            public Connection getConnection(String user, String password) {
                return getConnection();
            }
        };
        ReachedVersions versions = new ReachedVersions();
        CompletableFuture<Boolean> awaited = versions.await(new StreamVersion("article-1", 0), 600_000);

        try (AwaitedVersionsPoll poll = new AwaitedVersionsPoll(failing, List.of(), versions, (_, _) -> {})) {
            poll.start();

            await().until(() -> looks.get() > 1 && !awaited.isDone());
        }
    }
}
