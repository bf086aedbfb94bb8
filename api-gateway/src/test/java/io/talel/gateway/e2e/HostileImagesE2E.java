package io.talel.gateway.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.image.clean.HostileImages;
import io.talel.gateway.image.clean.HostileImages.Hostile;
import io.talel.gateway.image.clean.LargeWebp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Hostile files cost their own upload, and the node goes on serving. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileImagesE2E {

    private static final String WRONG_TYPE = "One or more image files are of invalid type";

    /** Generous: the machine of a test is busy with decoders, too. */
    private static final Duration SLOWEST_READ = Duration.ofSeconds(10);

    private final GatewayNode node = GatewayNode.shared();
    private final Api api = node.api();
    private final ApiSession mallory = TestPerson.signedIn(api, "mallory");

    @Test
    void reads_are_answered_while_hostile_files_come_in_and_afterwards() throws Exception {
        String article = "/articles/" + mallory.publish("Read meanwhile", "body");
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<List<Duration>> reads = CompletableFuture.supplyAsync(() -> readUntil(done, article));
        try {
            for (Map.Entry<String, Hostile> each : HostileImages.all().entrySet()) {
                ApiAnswer answer = upload(each.getValue().file());
                if (each.getValue().harmless()) {
                    assertThat(answer.status()).as(each.getKey()).isEqualTo(200);
                } else {
                    assertThat(answer.text("error", "message"))
                            .as(each.getKey())
                            .isEqualTo(WRONG_TYPE);
                }
            }
            assertThat(upload(LargeWebp.lossless(4, 4, 65_536)).status()).isIn(200, 400);
        } finally {
            done.set(true);
        }
        assertThat(reads.get(60, SECONDS)).isNotEmpty().allSatisfy(read -> assertThat(read)
                .isLessThan(SLOWEST_READ));
        assertThat(upload(Pictures.PNG).status()).isEqualTo(200);
    }

    private List<Duration> readUntil(AtomicBoolean done, String article) {
        List<Duration> reads = new ArrayList<>();
        while (!done.get()) {
            long begun = System.nanoTime();
            api.get(article).send().is(200);
            reads.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        return reads;
    }

    private ApiAnswer upload(byte[] file) {
        return mallory.upload(new Multipart().file("image", "nice.png", "image/png", file));
    }
}
