package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.web.body.BodiesOnDisk;
import io.talel.gateway.web.pool.BodySpace;
import io.talel.gateway.web.pool.BodySpaces;
import io.talel.gateway.web.pool.Peers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Senders of large bodies, which are never behind, neither fill the disk nor keep others from it. */
class SlowSendersE2E {

    private static final long SPACE = 4L * 1024 * 1024;

    /** Four of them have space. */
    private static final int LENGTH = 1_000_000;

    /** What every client sends at once. */
    private static final int BEGINNING = 80_000;

    /** Together they would send more at once than there is space. */
    private static final int SENDERS = 60;

    private static final Duration NOW_AND_THEN = Duration.ofMillis(250);

    /** More than the slowest pace allowed. */
    private static final String SOME = "x".repeat(4_000);

    /** The node lets a client wait for five seconds; this machine may be busy. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static GatewayNode node;
    private static ApiSession ada;
    private static ApiSession eve;
    private static List<ApiSession> crowd;

    private final List<SlowClient> senders = new CopyOnWriteArrayList<>();
    private final AtomicLong mostOnDisk = new AtomicLong();
    private final AtomicLong mostBodies = new AtomicLong();
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();

    @Configuration(proxyBeanMethods = false)
    static class LittleSpace {

        @Bean
        @Primary
        BodySpace littleSpace(Peers peers) {
            return BodySpaces.space(peers, SPACE);
        }
    }

    @BeforeAll
    static void a_node_with_little_space() {
        node = GatewayNode.with(LittleSpace.class);
        ada = TestPerson.signedIn(node.api(), "ada");
        eve = TestPerson.signedIn(node.api(), "eve");
        crowd = Stream.of("grace", "alan", "edsger", "barbara")
                .map(name -> TestPerson.signedIn(node.api(), name))
                .toList();
    }

    @AfterAll
    static void it_stops() {
        node.close();
    }

    @AfterEach
    void they_leave() {
        rounds.shutdownNow();
        senders.forEach(SlowClient::close);
        await().atMost(SOON).until(() -> BodiesOnDisk.sizes().isEmpty());
    }

    @Test
    void senders_of_articles() {
        send(SENDERS, number -> sendArticle(crowd.get(number % crowd.size())));
        await().atMost(SOON).until(() -> BodiesOnDisk.sizes().size() >= SPACE / LENGTH);
        assertThatAnotherIsServed();
        assertThat(mostOnDisk.get()).isBetween(4L * BEGINNING, SPACE);
    }

    @Test
    void senders_of_one_account_get_half() {
        send(SENDERS, _ -> sendArticle(ada));
        await().atMost(SOON).until(() -> BodiesOnDisk.sizes().size() >= SPACE / LENGTH / 2);
        assertThatAnotherIsServed();
        assertThat(mostBodies.get()).isLessThanOrEqualTo(SPACE / LENGTH / 2 + 1);
    }

    private static SlowClient sendArticle(ApiSession sender) {
        return new SlowClient(node.port())
                .send(post(sender, "/v1/articles", "application/json", LENGTH) + "{\"title\": \""
                        + "x".repeat(BEGINNING));
    }

    @Test
    void senders_of_images() {
        String beginning = post(ada, "/v1/assets/images", "multipart/form-data; boundary=x", 30_000_000)
                + "--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.gif\"\r\n\r\nGIF89a";
        send(3, _ -> new SlowClient(node.port()).send(beginning));
        double before = hadTurn();
        await().atMost(SOON).until(() -> isServed() && hadTurn() > before);
    }

    @Test
    void pictures_that_outgrow_the_space_once_they_are_cleaned_are_refused() {
        byte[] picture = Pictures.poorJpeg(2_400, 1_600);
        Multipart form = new Multipart();
        for (int i = 0; i < 4; i++) {
            form.file("image" + i, "poor.jpg", "image/jpeg", picture);
        }
        ada.upload(form).is(503);
        ada.upload(new Multipart().file("image", "poor.jpg", "image/jpeg", picture))
                .is(200);
    }

    /** Each that is broken off or refused comes again. */
    private void send(int count, IntFunction<SlowClient> sender) {
        for (int i = 0; i < count; i++) {
            senders.add(sender.apply(i));
        }
        rounds.scheduleAtFixedRate(
                () -> {
                    for (int i = 0; i < count; i++) {
                        if (senders.get(i).isBrokenAfterSending(SOME)) {
                            senders.get(i).close();
                            senders.set(i, sender.apply(i));
                        }
                        List<Long> sizes = BodiesOnDisk.sizes();
                        long onDisk = sizes.stream().mapToLong(size -> size).sum();
                        mostOnDisk.accumulateAndGet(onDisk, Math::max);
                        mostBodies.accumulateAndGet(sizes.size(), Math::max);
                    }
                },
                0,
                NOW_AND_THEN.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static void assertThatAnotherIsServed() {
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            assertThat(answerToAnother()).startsWith("HTTP/1.1 201");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        }
    }

    private static double hadTurn() {
        return Scrape.of(node).value("talelio_connections_broken_total{reason=\"had_turn\"}");
    }

    private static boolean isServed() {
        return answerToAnother().startsWith("HTTP/1.1 201");
    }

    /** Publishes an article from another network. */
    private static String answerToAnother() {
        String body = "{\"title\": \"Long\", \"meta_description\": \"\", \"body\": \"" + "x".repeat(900_000) + "\"}";
        try (SlowClient another = SlowClient.from("127.0.0.2", node.port())) {
            return another.send(post(eve, "/v1/articles", "application/json", body.length()) + body)
                    .answer();
        }
    }

    private static String post(ApiSession sender, String path, String mediaType, int length) {
        return """
                POST %s HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Connection: close\r
                Content-Type: %s\r
                Content-Length: %d\r
                \r
                """.formatted(path, sender.accessToken(), mediaType, length);
    }
}
