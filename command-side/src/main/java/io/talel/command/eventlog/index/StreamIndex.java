package io.talel.command.eventlog.index;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;

/** Finds single events of a stream without reading the others: a stream can be long, and its events large. */
public interface StreamIndex {

    /**
     * Where an event is.
     *
     * @param kind class of the event
     * @param version version of the stream that it made
     * @param bytes of the event as it is stored
     */
    record Place(Class<?> kind, long version, Instant at, int bytes) {}

    /**
     * The last event of each kind up to each of some versions. A kind of which there is none is left out.
     *
     * @return by version, in the order of the places; every version is there
     */
    Map<Long, List<Place>> last(String stream, Collection<Long> upTo, Collection<Class<?>> kinds);

    /** The last events of some kinds together, newest first. */
    List<Place> newest(String stream, long from, long upTo, Collection<Class<?>> kinds, int limit);

    /**
     * The version that a stream had at a time; -1 before its first event. Events have the times of several nodes. Where these are
     * out of order, it is one of the versions that the time may mean, and always the same.
     */
    long versionAt(String stream, Instant at);

    /** The version that a stream has now, by whatever event; -1 if it has none. */
    long presentVersion(String stream);

    /**
     * A number in an event, without its texts. It is read as it is stored, so it has to have the same name in every revision.
     *
     * @param field name in the stored JSON
     */
    long number(String stream, long version, String field);

    /** In the order of the versions. A version that does not exist is left out. */
    List<DomainEventMessage<?>> read(String stream, Collection<Long> versions);
}
