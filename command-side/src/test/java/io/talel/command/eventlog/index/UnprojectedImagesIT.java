package io.talel.command.eventlog.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talel.command.Images;
import io.talel.command.Node;
import io.talel.command.Users;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.UnreadableEvent;
import io.talel.kernel.image.ImageFileName;
import io.talel.kernel.image.ImageId;
import io.talel.kernel.image.ImageQuery.FindUnprojectedImage;
import io.talel.kernel.image.ProjectedImages;
import io.talel.kernel.user.UserId;
import io.talel.ops.localstack.PostgresDatabase;
import io.talel.ops.localstack.SharedServers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class UnprojectedImagesIT {

    private static final ImageFileName SUNSET = Images.sunsetUploaded().file();
    private static final StreamVersion FOUND = new StreamVersion(Images.SUNSET.toString(), 0);

    private PostgresDatabase database;
    private Node node;

    @BeforeEach
    void upload() {
        database = SharedServers.newDatabase();
        node = Node.on(database);
        node.send(Users.registerAda());
        node.send(Users.register(new UserId(8), "bob@example.org", "bob"));
        node.send(Images.uploadSunset());
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void an_image_behind_the_place_is_found_by_its_owner_and_its_sealed_name() {
        assertThat(find(Users.ADA, SUNSET, shownUpTo(0))).contains(FOUND);
        assertThat(find(new UserId(8), SUNSET, shownUpTo(0))).isEmpty();
        assertThat(find(Users.ADA, new ImageFileName("other_k3v9x.jpg"), shownUpTo(0)))
                .isEmpty();
        assertThat(find(Users.ADA, SUNSET, shownUpTo(head()))).isEmpty();
    }

    @Test
    void a_parked_image_is_found_wherever_it_is() {
        ProjectedImages parked =
                new ProjectedImages(head(), List.of(Images.SUNSET.toString(), new ImageId(10).toString()));

        assertThat(find(Users.ADA, SUNSET, parked)).contains(FOUND);
    }

    @Test
    void an_image_that_a_newer_version_has_stored_is_not_called_unknown() {
        long known = head();
        Node.ownerOf(database).sql("""
                        INSERT INTO event_store.domain_event (event_identifier, aggregate_identifier, sequence_number,
                            aggregate_type, occurred_at, event_name, event_revision, payload, metadata)
                        SELECT gen_random_uuid(), 'image-12', 0, aggregate_type, now(), event_name, '99',
                            convert_to(regexp_replace(convert_from(payload, 'UTF8'), '"imageId":[0-9]+', '"imageId":12'),
                                'UTF8'), metadata
                        FROM event_store.domain_event WHERE event_name = 'ImageUploaded'
                        """).update();

        assertThatThrownBy(() -> find(Users.ADA, SUNSET, shownUpTo(known)))
                .hasRootCauseInstanceOf(UnreadableEvent.class);
    }

    @Test
    void a_removed_image_is_not_found() {
        node.send(Images.removeSunset());

        assertThat(find(Users.ADA, SUNSET, shownUpTo(0))).isEmpty();
    }

    @Test
    void nothing_is_said_of_a_read_model_that_is_far_behind() {
        Node.ownerOf(database)
                .sql("SELECT setval('event_store.domain_event_global_index_seq', ?)")
                .param(UnprojectedImages.MOST_PLACES + 10)
                .query(Long.class)
                .single();
        node.send(Images.upload(new ImageId(11)));

        assertThatThrownBy(() -> find(Users.ADA, SUNSET, shownUpTo(0)))
                .hasRootCauseInstanceOf(QueryTimeoutException.class);
    }

    private static ProjectedImages shownUpTo(long place) {
        return new ProjectedImages(place, List.of());
    }

    private Optional<StreamVersion> find(UserId owner, ImageFileName file, ProjectedImages shown) {
        return node.ask(new FindUnprojectedImage(owner, file, shown), StreamVersion.class);
    }

    private long head() {
        return Node.ownerOf(database)
                .sql("SELECT max(global_index) FROM event_store.domain_event")
                .query(Long.class)
                .single();
    }
}
