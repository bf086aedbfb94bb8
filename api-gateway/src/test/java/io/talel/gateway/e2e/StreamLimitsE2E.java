package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many may follow the stream of events, and how slow they may be. */
class StreamLimitsE2E {

    /** Its slug has three bytes a letter, and each event has it twice. */
    private static final String LONG_TITLE = "漢".repeat(250);

    private static final String BROKEN = "talelio_connections_broken_total{reason=\"too_slow\"}";

    @Test
    void a_receiver_that_is_stuck_is_cut_off_and_others_get_all() {
        try (GatewayNode node = GatewayNode.with(Map.of("CONNECTIONS_PATIENCE", "2s"))) {
            ApiSession ada = TestPerson.signedIn(node.api(), "ada");
            String slug = ada.publish(LONG_TITLE, "0");
            try (SlowClient stuck = new SlowClient(node.port())
                            .send("GET /v1/events?after=0 HTTP/1.1\r\nHost: localhost\r\n\r\n");
                    FollowedEvents quick = FollowedEvents.get(node, "/events?after=0")) {
                for (int i = 1; i <= 400; i++) {
                    ada.request("PATCH", Paths.article(slug))
                            .json(Map.of("body", "Text " + i))
                            .send()
                            .is(200);
                }
                assertThat(quick.await(slug, 401)).hasSize(401);
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> Scrape.of(node).value(BROKEN) == 1);
                await().until(() -> Scrape.of(node).value("talelio_live_clients") == 1);
                assertThat(quick.isEnded()).isFalse();
                assertThat(stuck.takeAll()).isLessThan(1_000_000);
            }
        }
    }

    @Test
    void a_network_that_has_most_makes_room_for_another() {
        try (GatewayNode node = GatewayNode.besideShared(Map.of("CONNECTIONS_STREAMS", "3"))) {
            List<FollowedEvents> greedy = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                greedy.add(FollowedEvents.get(node, "/events").awaitBegun());
            }
            assertThat(node.api().get("/events").send().is(503).header("Retry-After"))
                    .isNotEmpty();

            try (FollowedEvents other = FollowedEvents.from("127.0.0.2", node).awaitBegun()) {
                greedy.getFirst().awaitEnd();
                assertThat(other.isEnded()).isFalse();
                assertThat(greedy.get(1).isEnded()).isFalse();
            }
            greedy.forEach(FollowedEvents::close);
            await().until(() -> Scrape.of(node).value("talelio_live_clients") == 0);
        }
    }

    @Test
    void streams_take_no_connection_from_requests() {
        List<FollowedEvents> followed = new ArrayList<>();
        try (GatewayNode node = GatewayNode.besideShared(Map.of("CONNECTIONS_MOST", "20"))) {
            for (int i = 0; i < 60; i++) {
                followed.add(FollowedEvents.get(node, "/events").awaitBegun());
            }
            ApiSession ada = TestPerson.signedIn(node.api(), "ada");
            String slug = ada.publish("To sixty", "");

            assertThat(followed)
                    .allSatisfy(events -> assertThat(events.await(slug, 1)).hasSize(1));
        } finally {
            followed.forEach(FollowedEvents::close);
        }
    }

    @Test
    @Tag("timed")
    void a_node_that_stops_ends_its_streams_at_once() {
        GatewayNode node = GatewayNode.besideShared(Map.of());
        ApiSession ada = TestPerson.signedIn(GatewayNode.shared().api(), "ada");
        try (FollowedEvents events = FollowedEvents.get(node, "/events").awaitBegun()) {
            String slug = ada.publish("Before the end", "");
            events.await(slug, 1);
            long start = System.nanoTime();

            node.close();

            events.awaitEnd();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
            String missed = ada.publish("After the end", "");
            try (FollowedEvents resumed = FollowedEvents.after(GatewayNode.shared(), events.lastEventId())) {
                assertThat(resumed.await(missed, 1)).hasSize(1);
                assertThat(resumed.of(slug)).isEmpty();
            }
        }
    }
}
