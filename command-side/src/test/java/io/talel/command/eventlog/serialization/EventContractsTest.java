package io.talel.command.eventlog.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events are contracts with what is stored already. A changed event gets the next revision, a sample of it and an upcaster
 * from the one before; no sample is ever edited.
 */
class EventContractsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventSerializer serializer = Contracts.serializer();

    @Test
    void every_revision_of_every_event_has_a_sample() throws IOException {
        List<String> expected = EventCatalogue.TALELIO.events().stream()
                .flatMap(event -> IntStream.rangeClosed(1, Integer.parseInt(event.revision()))
                        .mapToObj(revision -> event.name() + "." + revision + ".json"))
                .sorted()
                .toList();

        assertThat(samples().map(sample -> sample.getFileName().toString())).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_event_is_stored_as_the_sample_of_its_revision_says(Record example) throws IOException {
        CataloguedEvent event = EventCatalogue.TALELIO.of(example.getClass());

        byte[] stored = serializer.serialize(example, byte[].class).getData();

        // To the byte, blanks aside: who looks for somebody's streams goes by how their first events begin.
        assertThat(new String(stored, StandardCharsets.UTF_8))
                .isEqualTo(JSON.readTree(Contracts.sample(event).toFile()).toString());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_of_any_revision_is_read_as_its_event(Path sample) throws IOException {
        String[] nameAndRevision = sample.getFileName().toString().split("\\.", -1);

        Object event = read(nameAndRevision[0], nameAndRevision[1], Files.readAllBytes(sample));

        assertThat(Contracts.EXAMPLES).contains((Record) event);
    }

    @Test
    void no_approved_sample_was_edited() throws Exception {
        String sums = String.join("\n", samples().map(EventContractsTest::sum).toList());

        assertThat(sums)
                .as("Stored events do not change with their sample: add a revision, its sample and an upcaster, and"
                        + " for the new sample a line")
                .isEqualTo(Files.readString(Contracts.SAMPLES.resolve("approved.sha256"))
                        .strip());
    }

    private Object read(String name, String revision, byte[] json) {
        GenericDomainEventEntry<byte[]> stored = new GenericDomainEventEntry<>(
                "Any",
                "any-1",
                0,
                "00000000-0000-0000-0000-000000000000",
                Instant.EPOCH.toString(),
                name,
                revision,
                json,
                "{}".getBytes(StandardCharsets.UTF_8));
        return EventUtils.upcastAndDeserializeTrackedEvents(
                        Stream.of(
                                new TrackedDomainEventData<>(GapAwareTrackingToken.newInstance(1, List.of()), stored)),
                        serializer,
                        EventCatalogue.TALELIO.upcasters())
                .map(EventMessage::getPayload)
                .findFirst()
                .orElseThrow();
    }

    private static String sum(Path sample) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(sample));
            return HexFormat.of().formatHex(sum) + "  " + sample.getFileName();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Record> examples() {
        return Contracts.EXAMPLES;
    }

    static Stream<Path> samples() throws IOException {
        return Contracts.samples();
    }
}
