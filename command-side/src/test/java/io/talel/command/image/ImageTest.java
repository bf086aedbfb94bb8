package io.talel.command.image;

import static io.talel.command.Images.removeSunset;
import static io.talel.command.Images.sunsetRemoved;
import static io.talel.command.Images.sunsetUploaded;
import static io.talel.command.Images.uploadSunset;

import io.talel.command.personal.TestKeys;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Recorded;
import io.talel.kernel.Refusal;
import io.talel.kernel.StreamVersion;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImageTest {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.000007Z");

    private AggregateTestFixture<Image> image;

    @BeforeEach
    void setUp() {
        image = new AggregateTestFixture<>(Image.class);
        image.registerAnnotatedCommandHandler(new ImageUploading(image.getRepository(), TestKeys.OF_EVERYBODY));
    }

    @Test
    void an_uploaded_image_is_recorded_with_where_its_bytes_are() {
        image.givenCurrentTime(NOW)
                .when(uploadSunset())
                .expectEvents(sunsetUploaded())
                .expectResultMessagePayload(
                        List.of(new Recorded<>(new StreamVersion("image-9", 0), NOW, sunsetUploaded())));
    }

    @Test
    void an_image_is_uploaded_once() {
        image.given(sunsetUploaded()).when(uploadSunset()).expectNoEvents().expectException(EventStoreException.class);
    }

    @Test
    void nothing_is_recorded_of_an_owner_who_is_not_there() {
        AggregateTestFixture<Image> ofNobody = new AggregateTestFixture<>(Image.class);
        ofNobody.registerAnnotatedCommandHandler(new ImageUploading(ofNobody.getRepository(), TestKeys.OF_NOBODY));

        ofNobody.givenNoPriorActivity()
                .when(uploadSunset())
                .expectNoEvents()
                .expectException(CommandRefused.class)
                .expectExceptionMessage(new Refusal.Unknown("user-7").toString());
    }

    @Test
    void an_image_is_removed() {
        image.given(sunsetUploaded())
                .when(removeSunset())
                .expectEvents(sunsetRemoved())
                .expectResultMessagePayload(new StreamVersion("image-9", 1));
    }

    @Test
    void a_removed_image_is_removed_already() {
        image.given(sunsetUploaded(), sunsetRemoved())
                .when(removeSunset())
                .expectNoEvents()
                .expectResultMessagePayload(new StreamVersion("image-9", 1));
    }

    @Test
    void an_image_that_nobody_uploaded_cannot_be_removed() {
        image.givenNoPriorActivity()
                .when(removeSunset())
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }
}
