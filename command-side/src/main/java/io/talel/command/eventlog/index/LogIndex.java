package io.talel.command.eventlog.index;

import io.talel.command.eventlog.index.StreamIndex.Place;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds events of all streams in the order of the log, without reading their payloads. */
public interface LogIndex {

    /**
     * An event, and what came before it.
     *
     * @param place in the log
     * @param before the last earlier event of each kind in its stream, in their order
     */
    record Found(long place, String stream, Place event, List<Place> before) {}

    /** An event of a stream. */
    record Address(String stream, long version) {}

    /**
     * The first events of some kinds within a part of the log, in their order.
     *
     * @param after the place before the part
     * @param upTo the last place of the part
     * @param context kinds that {@link Found#before} tells of
     */
    List<Found> first(long after, long upTo, Collection<Class<?>> kinds, Collection<Class<?>> context, int limit);

    /** The last ones, latest first. */
    List<Found> last(long after, long upTo, Collection<Class<?>> kinds, Collection<Class<?>> context, int limit);

    /** One event, if it is of one of the kinds. */
    Optional<Found> at(Address event, Collection<Class<?>> kinds, Collection<Class<?>> context);

    /** Numbers and texts that payloads begin with, by name; long ones may be missing. */
    Map<Address, Map<String, String>> firstFields(Collection<Address> events);

    /** Those of the streams that have an event of that kind. */
    Set<String> having(Class<?> kind, Collection<String> streams);
}
