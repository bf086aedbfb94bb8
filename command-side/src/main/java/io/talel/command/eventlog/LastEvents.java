package io.talel.command.eventlog;

import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;

/** Finds single events of a stream without reading the others: a stream can be long, and its events large. */
@FunctionalInterface
public interface LastEvents {

    /**
     * The last event of one of these kinds.
     *
     * @param upTo version of the stream to begin with, backwards
     */
    Optional<DomainEventMessage<?>> find(String stream, long upTo, List<Class<?>> kinds);
}
