package io.talel.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.gateway.e2e.FollowedEvents.Event;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stream of what readers can notice. */
class EventsE2E {

    private static final GatewayNode NODE = GatewayNode.shared();
    private static final Api API = NODE.api();

    private final ApiSession ada = TestPerson.signedIn(API, "ada");

    @Test
    void it_tells_what_is_published_revised_and_hidden() {
        try (FollowedEvents events = FollowedEvents.get(NODE, "/events").awaitBegun()) {
            String slug = ada.publish("Live at once", "First.");
            String first = versionForReaders(slug);
            revise(slug, Map.of("body", "Second."));
            String second = versionForReaders(slug);
            ada.post(Paths.article(slug) + "/unpublish").send().is(200);
            ada.post(Paths.article(slug) + "/publish").send().is(200);
            String third = versionForReaders(slug);
            ada.request("DELETE", Paths.article(slug)).send().is(204);

            List<Event> told = events.await(slug, 5);

            assertThat(told.stream().map(Event::type))
                    .containsExactly("published", "revised", "unpublished", "published", "unpublished");
            assertThat(told.stream().map(event -> event.data().path("version").asString("")))
                    .containsExactly(first, second, "", third, "");
            assertThat(told).allSatisfy(event -> {
                assertThat(event.data().path("id").asLong()).isPositive();
                assertThat(event.data().path("url").asString()).endsWith("/articles/" + slug);
                assertThat(event.data().path("at").asString()).endsWith("Z");
                assertThat(event.data().propertyNames()).isSubsetOf("id", "slug", "url", "version", "at");
            });
            assertThat(told.stream().map(event -> Long.valueOf(event.id()))).isSorted();
        }
    }

    @Test
    void what_is_kept_from_readers_leaves_no_trace() {
        try (FollowedEvents events = FollowedEvents.get(NODE, "/events").awaitBegun()) {
            String slug = ada.draft("Later than its edits", "First.");
            revise(slug, Map.of("body", "Second."));
            ada.post(Paths.article(slug) + "/schedule")
                    .json(Map.of(
                            "publish_at",
                            Clock.systemUTC().instant().plusSeconds(3).toString()))
                    .send()
                    .is(200);
            revise(slug, Map.of("title", "Not yet", "body", "Third."));
            String other = ada.draft("Never published", "");
            revise(other, Map.of("body", "Again"));
            Event published = events.await(slug, 1).getFirst();
            // An event may come before the row: nobody's answer has waited for it.
            await().until(() -> API.get(Paths.article(slug)).send().status() == 200);
            assertThat(published.data().path("version").asString()).isEqualTo(versionForReaders(slug));
            revise(slug, Map.of("body", "Fourth."));
            ada.post(Paths.article(slug) + "/publish").send().is(200);

            assertThat(events.await(slug, 2).stream().map(Event::type)).containsExactly("published", "revised");
            assertThat(events.of(other)).isEmpty();
        }
    }

    @Test
    void who_is_cut_off_misses_nothing() {
        String slug = ada.publish("Cut off", "0");
        List<Event> got = new ArrayList<>();
        String last;
        try (FollowedEvents begun = FollowedEvents.get(NODE, "/events").awaitBegun()) {
            last = begun.lastEventId();
        }
        for (int cut = 1; cut <= 4; cut++) {
            revise(slug, Map.of("body", "Cut " + cut));
            try (FollowedEvents events = FollowedEvents.after(NODE, last)) {
                revise(slug, Map.of("body", "Followed " + cut));
                got.addAll(events.await(slug, 2));
                last = events.lastEventId();
            }
        }
        try (FollowedEvents all =
                FollowedEvents.get(NODE, "/events?after=" + got.getFirst().id())) {
            assertThat(all.await(slug, 7)).isEqualTo(got.subList(1, 8));
        }
        assertThat(got).hasSize(8).doesNotHaveDuplicates();
        assertThat(got.stream().map(event -> Long.valueOf(event.id()))).isSorted();
    }

    @Test
    void its_head_keeps_everybody_from_storing_it() {
        ApiAnswer head = API.request("HEAD", "/events").send().is(200);
        assertThat(head.header("Content-Type")).isEqualTo("text/event-stream");
        try (FollowedEvents events = FollowedEvents.get(NODE, "/events").awaitBegun()) {
            assertThat(events.head())
                    .contains(
                            "Content-Type: text/event-stream",
                            "Cache-Control: no-cache, no-store",
                            "X-Accel-Buffering: no")
                    .first()
                    .isEqualTo("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "", "1.5"})
    void an_id_that_is_none_is_refused(String after) {
        API.get("/events?after=" + after).send().is(400);
    }

    @Test
    void an_id_that_the_log_does_not_have_is_refused() {
        assertThat(API.get("/events")
                        .header("Last-Event-ID", "999999999")
                        .send()
                        .is(400)
                        .text())
                .contains("Last-Event-ID");
    }

    @Test
    void two_nodes_tell_the_same_while_both_write() throws InterruptedException {
        try (GatewayNode other = GatewayNode.besideShared(Map.of());
                FollowedEvents here = FollowedEvents.get(NODE, "/events").awaitBegun();
                FollowedEvents there =
                        FollowedEvents.after(other, here.lastEventId()).awaitBegun()) {
            List<ApiSession> authors = List.of(ada, TestPerson.signedIn(other.api(), "bob"));
            Concurrently.run(2, i -> publishSome(authors.get(i)));
            String last = ada.publish("The last one of two", "");
            here.await(last, 1);
            there.await(last, 1);

            assertThat(upTo(there, last)).isEqualTo(upTo(here, last)).hasSizeGreaterThan(40);
        }
    }

    private static List<Event> upTo(FollowedEvents events, String slug) {
        List<Event> all = events.events();
        return all.subList(0, all.indexOf(events.of(slug).getFirst()) + 1);
    }

    private static int publishSome(ApiSession author) {
        for (int i = 0; i < 10; i++) {
            String slug = author.publish("One of two", "");
            author.request("PATCH", Paths.article(slug))
                    .json(Map.of("body", "Again"))
                    .send()
                    .is(200);
        }
        return 10;
    }

    @Test
    void of_an_erased_person_only_what_is_hidden_is_told() {
        ApiSession eve = TestPerson.signedIn(API, "eve");
        try (FollowedEvents events = FollowedEvents.get(NODE, "/events").awaitBegun()) {
            String start = events.lastEventId();
            String slug = eve.publish("Hers until she goes", "");
            long id = events.await(slug, 1).getFirst().data().path("id").asLong();
            Erasures.delete(eve, "remove").is(200);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> events.events().stream().anyMatch(event -> isOf(event, id, "unpublished")));
            try (FollowedEvents later = FollowedEvents.after(NODE, start)) {
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> later.events().stream().anyMatch(event -> isOf(event, id, "unpublished")));
                assertThat(later.of(slug)).isEmpty();
                assertThat(later.events())
                        .filteredOn(event -> event.data().path("id").asLong() == id)
                        .hasSize(1);
            }
        }
    }

    private static boolean isOf(Event event, long article, String type) {
        return event.data().path("id").asLong() == article && event.type().equals(type);
    }

    private void revise(String slug, Map<String, Object> revision) {
        ada.request("PATCH", Paths.article(slug)).json(revision).send().is(200);
    }

    /** The version in the tag of readers. */
    private static String versionForReaders(String slug) {
        String tag = API.get(Paths.article(slug)).send().is(200).header("ETag");
        return tag.substring(1, tag.indexOf('-'));
    }
}
