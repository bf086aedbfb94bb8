package io.talel.query.visibility;

import io.talel.kernel.AwaitVersion;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;

/** Answers {@link AwaitVersion}; no thread waits meanwhile. */
final class AwaitVersionHandler {

    private final ReachedVersions versions;

    AwaitVersionHandler(ReachedVersions versions) {
        this.versions = versions;
    }

    @QueryHandler
    CompletableFuture<Boolean> await(AwaitVersion query) {
        return versions.await(query.position(), query.timeoutMillis());
    }
}
