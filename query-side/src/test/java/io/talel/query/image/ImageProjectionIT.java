package io.talel.query.image;

import static io.talel.query.Examples.ADA;
import static io.talel.query.Examples.MONDAY;
import static io.talel.query.Examples.removedImage;
import static io.talel.query.Examples.uploaded;
import static io.talel.query.RecordedEvents.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.kernel.StreamVersion;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import io.talel.query.QueryNode;
import io.talel.query.TestDatabase;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ImageProjectionIT {

    private static PostgresDatabase database;
    private static QueryNode node;
    private static long lastId;

    private final long image = ++lastId;

    @BeforeAll
    static void start() {
        database = SharedServers.newDatabase();
        node = QueryNode.start(database, new InMemoryEventStorageEngine());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void an_uploaded_image_is_a_row() {
        recorded(0, event(uploaded(image, ADA, "sunset.jpg"), 0, MONDAY));

        assertThat(row())
                .containsEntry("version", 0L)
                .containsEntry("owner_id", ADA.value())
                .containsEntry("file", "sunset.jpg")
                .containsEntry("storage_key", "images/" + image)
                .containsEntry("format", "JPEG")
                .containsEntry("bytes", 4_711L)
                .containsEntry("sha256", "ab".repeat(32))
                .containsEntry("width", 640)
                .containsEntry("height", 480)
                .containsEntry("removed", false);
    }

    @Test
    void of_a_removed_image_only_the_owner_and_the_version_stay() {
        recorded(0, event(uploaded(image, ADA, "sunset.jpg"), 0, MONDAY));

        recorded(1, event(removedImage(image), 1, MONDAY.plusSeconds(1)));

        assertBlank();
    }

    @Test
    void an_image_that_is_uploaded_and_removed_in_one_batch_is_removed() {
        recorded(
                1,
                event(uploaded(image, ADA, "sunset.jpg"), 0, MONDAY),
                event(removedImage(image), 1, MONDAY.plusSeconds(1)));

        assertBlank();
    }

    private void recorded(long version, DomainEventMessage<?>... events) {
        node.log().publish(List.of(events));
        assertThat(node.reaches(new StreamVersion("image-" + image, version))).isTrue();
    }

    private void assertBlank() {
        assertThat(row())
                .containsEntry("version", 1L)
                .containsEntry("owner_id", ADA.value())
                .containsEntry("file", "")
                .containsEntry("storage_key", "")
                .containsEntry("format", "")
                .containsEntry("bytes", 0L)
                .containsEntry("sha256", "")
                .containsEntry("width", 0)
                .containsEntry("height", 0)
                .containsEntry("removed", true);
    }

    private Map<String, Object> row() {
        return TestDatabase.asOwnerOf(database)
                .rows("SELECT * FROM image_g1.image WHERE id = " + image)
                .getFirst();
    }
}
