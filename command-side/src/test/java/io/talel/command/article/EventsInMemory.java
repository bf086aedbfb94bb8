package io.talel.command.article;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.eventlog.index.StreamIndex;
import io.talel.kernel.article.ArticleEvent;
import io.talel.kernel.article.ArticleEvent.Beginning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;

/** Reads streams as a whole, which is slow and plainly right. */
record EventsInMemory(Function<String, List<? extends DomainEventMessage<?>>> streams) implements StreamIndex {

    @Override
    public Map<Long, List<Place>> last(String stream, Collection<Long> upTo, Collection<Class<?>> kinds) {
        Map<Long, List<Place>> last = new TreeMap<>();
        for (long version : upTo) {
            Map<Class<?>, Place> byKind = new LinkedHashMap<>();
            places(stream, 0, version, kinds).forEach(place -> byKind.put(place.kind(), place));
            List<Place> places = new ArrayList<>(byKind.values());
            places.sort(Comparator.comparing(Place::version));
            last.put(version, places);
        }
        return last;
    }

    @Override
    public List<Place> newest(String stream, long from, long upTo, Collection<Class<?>> kinds, int limit) {
        return places(stream, from, upTo, kinds)
                .sorted(Comparator.comparing(Place::version).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public long versionAt(String stream, Instant at) {
        return streams.apply(stream).stream()
                .filter(event -> !event.getTimestamp().isAfter(at))
                .mapToLong(DomainEventMessage::getSequenceNumber)
                .max()
                .orElse(-1);
    }

    @Override
    public long presentVersion(String stream) {
        return versionAt(stream, Instant.MAX);
    }

    /** Only the author of an article has been needed. */
    @Override
    public long number(String stream, long version, String field) {
        assertThat(field).isEqualTo("authorId");
        return ((Beginning) read(stream, List.of(version)).getFirst().getPayload())
                .authorId()
                .value();
    }

    @Override
    public List<DomainEventMessage<?>> read(String stream, Collection<Long> versions) {
        return streams.apply(stream).stream()
                .filter(event -> versions.contains(event.getSequenceNumber()))
                .<DomainEventMessage<?>>map(event -> event)
                .toList();
    }

    private Stream<Place> places(String stream, long from, long upTo, Collection<Class<?>> kinds) {
        return streams.apply(stream).stream()
                .filter(event -> event.getSequenceNumber() >= from && event.getSequenceNumber() <= upTo)
                .filter(event -> kinds.contains(event.getPayloadType()))
                .map(event -> new Place(
                        event.getPayloadType(),
                        event.getSequenceNumber(),
                        event.getTimestamp(),
                        ((ArticleEvent) event.getPayload()).toString().length()));
    }
}
