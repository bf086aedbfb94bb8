package io.talel.gateway.e2e;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Without decoders uploads are unavailable, and everything else is served. */
class NoDecoderE2E {

    /** Heap for which no machine has addresses, so that a decoder ends before it is ready. */
    private static final String TOO_MUCH = "1000000TB";

    /** Much less than a decoder needs to get ready. */
    private static final int OFTEN_MILLIS = 5;

    @Test
    void no_decoder_can_be_started() {
        try (GatewayNode node = GatewayNode.besideShared(Map.of("IMAGE_DECODER_MEMORY", TOO_MUCH))) {
            assertOnlyUploadsAreUnavailable(node, TestPerson.signedIn(node.api(), "ada"));
        }
    }

    @Test
    void all_decoders_are_killed_until_the_killing_ends() {
        try (GatewayNode node = GatewayNode.besideShared(Map.of())) {
            ApiSession ada = TestPerson.signedIn(node.api(), "ada");
            Set<ProcessHandle> others = ProcessHandle.current().children().collect(toSet());
            try (ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor()) {
                killer.scheduleWithFixedDelay(() -> killAllBut(others), 0, OFTEN_MILLIS, TimeUnit.MILLISECONDS);
                assertOnlyUploadsAreUnavailable(node, ada);
            }
            upload(ada).is(200);
        }
    }

    private static void assertOnlyUploadsAreUnavailable(GatewayNode node, ApiSession author) {
        ApiAnswer answer = upload(author);
        assertThat(answer.is(503).text("error", "type")).isEqualTo("Service Unavailable");
        assertThat(answer.header("Retry-After")).isNotEmpty();
        node.api().get("/health").send().is(200);
        author.publish("Without pictures by " + author.person().username(), "Text.");
    }

    private static ApiAnswer upload(ApiSession author) {
        return author.upload(new Multipart().file("image", "a.png", "image/png", Pictures.PNG));
    }

    private static void killAllBut(Set<ProcessHandle> others) {
        ProcessHandle.current()
                .children()
                .filter(child -> !others.contains(child))
                .forEach(ProcessHandle::destroyForcibly);
    }
}
