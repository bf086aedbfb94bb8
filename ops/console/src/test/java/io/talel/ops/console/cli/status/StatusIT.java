package io.talel.ops.console.cli.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.talel.ops.console.Log;
import io.talel.ops.console.Operated;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Status of healthy and unhealthy processors. */
class StatusIT {

    private final Operated left = Operated.left();
    private final Operated running = Operated.running();

    @AfterEach
    void nothing_is_left_behind() {
        left.change("DELETE FROM read_model.dead_letter");
        left.change("DELETE FROM read_model.pause");
        left.change("DELETE FROM read_model.resumption");
        left.change("DELETE FROM read_model.processor_node");
        left.change("DELETE FROM read_model.processor_failure");
        left.change("DELETE FROM read_model.token_entry");
    }

    @Test
    void projections_that_nodes_work_on_are_running_at_the_head() {
        await().untilAsserted(() -> {
            JsonNode status = running.run("status", "-o", "json").json();
            assertThat(status.path("healthy").asBoolean()).isTrue();
            assertThat(status.path("nodes").size()).isEqualTo(1);
            for (JsonNode projection : status.path("projections")) {
                assertThat(projection.path("state").asString()).isEqualTo("running");
                assertThat(projection.path("position")).isEqualTo(status.path("head"));
                assertThat(projection.path("segments").size()).isEqualTo(1);
            }
        });
    }

    @Test
    void it_is_a_table_for_people() {
        await().untilAsserted(() -> assertThat(running.run("status").out())
                .contains("head of the log: ")
                .containsPattern("user +running +\\d+ +0 +0 s"));
    }

    @Test
    void events_that_nobody_takes_leave_a_projection_abandoned() {
        long event = record("image-1", "ImageUploaded", "1 minute");
        segments("image", event - 1);

        Result status = left.run("status", "-o", "json");

        assertThat(status.code()).isEqualTo(ExitCode.UNHEALTHY);
        JsonNode image = projection(status, "image");
        assertThat(image.path("state").asString()).isEqualTo("abandoned");
        assertThat(image.path("behindSeconds").asDouble()).isGreaterThanOrEqualTo(60);
        assertThat(image.path("problems").path(0).path("remedy").asString()).contains("Start a node");
    }

    @Test
    void a_projection_that_never_began_has_every_event_before_it() {
        record("image-5", "ImageUploaded", "1 minute");

        JsonNode image = projection(left.run("status", "-o", "json"), "image");

        String images = " FROM event_store.domain_event WHERE aggregate_identifier LIKE 'image-%'";
        assertThat(image.path("segments").size()).isZero();
        assertThat(image.path("position").asString())
                .isEqualTo(left.query("SELECT min(global_index) - 1" + images).getFirst());
        assertThat(image.path("behind").asString())
                .isEqualTo(left.query("SELECT count(*)" + images).getFirst());
    }

    @Test
    void a_projection_that_was_just_resumed_is_given_time() {
        long event = record("image-3", "ImageUploaded", "10 minutes");
        segments("image", event - 1);
        left.run("projections", "pause", "image", "--yes", "--reason", "test");
        assertThat(imageState()).isEqualTo("paused");
        left.run("projections", "resume", "image", "--yes", "--reason", "test");
        assertThat(imageState()).isEqualTo("idle");

        left.change("UPDATE read_model.token_entry SET owner = 'node-1', timestamp = now()::text");
        assertThat(imageState()).isEqualTo("running");

        left.change("UPDATE read_model.resumption SET resumed_at = now() - interval '1 minute'");
        assertThat(imageState()).isEqualTo("abandoned");
    }

    @Test
    void a_node_that_has_just_come_is_given_time() {
        long event = record("image-4", "ImageUploaded", "10 minutes");
        segments("image", event - 1);
        left.change("UPDATE read_model.token_entry SET owner = 'node-1', timestamp = now()::text");
        left.change("INSERT INTO read_model.processor_node (processor_name, node, seen_at)"
                + " VALUES ('image', 'node-1', now())");
        assertThat(imageState()).isEqualTo("running");

        left.change("UPDATE read_model.processor_node SET since = now() - interval '1 minute'");
        assertThat(imageState()).isEqualTo("abandoned");
        assertThat(left.run("status").out()).contains("1 event waits and no node makes progress");
    }

    @Test
    void who_paused_a_projection_and_why_is_told() {
        left.change("INSERT INTO read_model.pause (projection, since, operator, reason)"
                + " VALUES ('image', '2001-02-03T04:05:06Z', 'grace', 'new disk')");

        String told = "paused since 2001-02-03T04:05:06Z by grace (new disk)";
        assertThat(left.run("status").out()).contains("image is " + told);
        assertThat(left.run("projections", "show", "image").out()).contains(told);
    }

    @Test
    void only_the_segment_that_a_stream_belongs_to_is_behind() {
        long event = record("image-2", "ImageUploaded", "1 minute");
        segments("image", event - 1);
        int ofTheStream = "image-2".hashCode() & 3;

        JsonNode image = projection(left.run("status", "-o", "json"), "image");

        assertThat(image.path("behind").asLong()).isEqualTo(1);
        assertThat(image.path("position").asLong()).isEqualTo(event - 1);
        for (JsonNode segment : image.path("segments")) {
            assertThat(segment.path("waiting").asLong())
                    .isEqualTo(segment.path("segment").asInt() == ofTheStream ? 1 : 0);
        }
    }

    @Test
    void a_gap_that_was_filled_late_is_behind() {
        long late = record("image-9", "ImageUploaded", "1 minute");
        segments("image", late);
        left.change("""
                UPDATE read_model.token_entry SET token = convert_to('{"index":%d,"gaps":[%d]}', 'UTF8')
                """.formatted(late + 1, late));

        assertThat(projection(left.run("status", "-o", "json"), "image")
                        .path("behind")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void a_segment_that_failed_and_got_no_further_is_an_error_with_its_event() {
        long event = record("article-7", "ArticlePublished", "1 minute");
        segments("article", event);
        left.change("""
                INSERT INTO read_model.processor_failure
                    (processor_name, segment, node, failed_at, attempts, global_index, stream, version, message)
                VALUES ('article', 2, 'node-1', now(), 3, %d, 'article-7', 0, 'the disk is full')""".formatted(event));

        Result status = left.run("status", "-o", "json");

        JsonNode article = projection(status, "article");
        assertThat(status.code()).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(article.path("state").asString()).isEqualTo("error");
        assertThat(article.path("failures").path(0).path("globalIndex").asLong())
                .isEqualTo(event);
        assertThat(left.run("status").out()).contains("the disk is full", "events show " + event);
    }

    @Test
    void a_segment_that_got_further_since_has_recovered() {
        long event = record("article-8", "ArticlePublished", "1 minute");
        segments("article", event);
        left.change("""
                INSERT INTO read_model.processor_failure (processor_name, segment, node, failed_at, message)
                VALUES ('article', 2, 'node-1', now() - interval '1 minute', 'the disk was full')""");
        left.change("UPDATE read_model.token_entry SET progressed_at = now()");

        assertThat(projection(left.run("status", "-o", "json"), "article")
                        .path("failures")
                        .size())
                .isZero();
    }

    @Test
    void a_parked_event_is_unhealthy() {
        left.change("""
                INSERT INTO read_model.dead_letter
                    (projection, generation, stream, version, global_index, event, cause, message, attempts)
                VALUES ('image', 1, 'image-1', 0, 1, 'ImageUploaded', 'X', 'no', 1)""");

        Result status = left.run("status", "-o", "json");

        assertThat(status.code()).isEqualTo(ExitCode.UNHEALTHY);
        assertThat(projection(status, "image").path("deadLetters").asLong()).isEqualTo(1);
    }

    @Test
    void processors_that_are_no_projection_are_automations() {
        long head = record("user-9000003", "UserRegistered", "1 minute");
        segments("mail", head);

        JsonNode status = left.run("status", "-o", "json").json();

        assertThat(status.path("automations").findValuesAsString("name")).containsExactly("mail");
        assertThat(status.path("automations").path(0).path("behind").asLong()).isZero();
    }

    private String imageState() {
        return projection(left.run("status", "-o", "json"), "image")
                .path("state")
                .asString();
    }

    private long record(String stream, String event, String ago) {
        return Log.record(left, stream, event, ago, "{}");
    }

    /** Creates four segments at a place of the log, without an owner. */
    private void segments(String processor, long index) {
        left.change("""
                INSERT INTO read_model.token_entry (processor_name, segment, token)
                SELECT '%s', segment, convert_to('{"index":%d,"gaps":[]}', 'UTF8') FROM generate_series(0, 3) segment
                """.formatted(processor, index));
    }

    private static JsonNode projection(Result status, String name) {
        for (JsonNode projection : status.json().path("projections")) {
            if (projection.path("name").asString().equals(name)) {
                return projection;
            }
        }
        throw new AssertionError(name + " is not in " + status);
    }
}
