package io.talel.command.article;

import io.talel.command.eventlog.index.LogIndex;
import io.talel.command.eventlog.index.StreamIndex.Place;
import io.talel.kernel.article.ArticleEvent.Beginning;
import io.talel.kernel.article.ArticleEvent.SlugChanged;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;

/** A log in which every third place has an event. */
record LogInMemory(List<? extends DomainEventMessage<?>> events) implements LogIndex {

    private static final int STEP = 3;

    static long place(int event) {
        return (long) STEP * (event + 1);
    }

    long head() {
        return place(events.size() - 1);
    }

    @Override
    public List<Found> first(
            long after, long upTo, Collection<Class<?>> kinds, Collection<Class<?>> context, int limit) {
        return found(after, upTo, kinds, context).stream().limit(limit).toList();
    }

    @Override
    public List<Found> last(
            long after, long upTo, Collection<Class<?>> kinds, Collection<Class<?>> context, int limit) {
        return found(after, upTo, kinds, context).reversed().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Found> at(Address event, Collection<Class<?>> kinds, Collection<Class<?>> context) {
        return found(0, head(), kinds, context).stream()
                .filter(found ->
                        found.stream().equals(event.stream()) && found.event().version() == event.version())
                .findFirst();
    }

    private List<Found> found(long after, long upTo, Collection<Class<?>> kinds, Collection<Class<?>> context) {
        return IntStream.range(0, events.size())
                .filter(i -> place(i) > after && place(i) <= upTo)
                .filter(i -> kinds.contains(events.get(i).getPayloadType()))
                .mapToObj(i -> {
                    DomainEventMessage<?> event = events.get(i);
                    return new Found(place(i), event.getAggregateIdentifier(), at(event), before(event, context));
                })
                .toList();
    }

    private List<Place> before(DomainEventMessage<?> event, Collection<Class<?>> context) {
        Map<Class<?>, Place> last = new HashMap<>();
        ofStream(event.getAggregateIdentifier()).stream()
                .filter(earlier -> earlier.getSequenceNumber() < event.getSequenceNumber())
                .filter(earlier -> context.contains(earlier.getPayloadType()))
                .forEach(earlier -> last.put(earlier.getPayloadType(), at(earlier)));
        return last.values().stream()
                .sorted(Comparator.comparing(Place::version))
                .toList();
    }

    private List<? extends DomainEventMessage<?>> ofStream(String stream) {
        return events.stream()
                .filter(event -> event.getAggregateIdentifier().equals(stream))
                .toList();
    }

    private static Place at(DomainEventMessage<?> event) {
        return new Place(event.getPayloadType(), event.getSequenceNumber(), event.getTimestamp(), 0);
    }

    @Override
    public Map<Address, Map<String, String>> firstFields(Collection<Address> asked) {
        return asked.stream()
                .collect(Collectors.toMap(
                        address -> address,
                        address -> firstFields(ofStream(address.stream()).stream()
                                .filter(event -> event.getSequenceNumber() == address.version())
                                .findFirst()
                                .orElseThrow()
                                .getPayload())));
    }

    private static Map<String, String> firstFields(Object event) {
        return switch (event) {
            case Beginning begun ->
                Map.of(
                        "authorId", String.valueOf(begun.authorId().value()),
                        "slug", begun.slug().value());
            case SlugChanged changed -> Map.of("slug", changed.slug().value());
            case VersionPinned pinned -> Map.of("version", String.valueOf(pinned.version()));
            default -> Map.of();
        };
    }

    @Override
    public Set<String> having(Class<?> kind, Collection<String> streams) {
        return events.stream()
                .filter(event -> event.getPayloadType() == kind)
                .map(DomainEventMessage::getAggregateIdentifier)
                .filter(streams::contains)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
