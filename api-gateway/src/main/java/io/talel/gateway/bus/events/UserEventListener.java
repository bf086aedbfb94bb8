package io.talel.gateway.bus.events;

import io.talel.kernel.user.UserEvent;

/**
 * Reacts to new events of users, never to replayed ones. Runs in one transaction of the event store's database with the stored
 * position; after a failure it is called again for the same event.
 */
@FunctionalInterface
public interface UserEventListener {

    void happened(Happened<? extends UserEvent> happened);

    /**
     * @param id of the event, the same at every call
     * @param version of the user's stream
     * @param actor user who caused the event, from {@code MessageMetaData.ACTOR}
     * @param passwordGeneration from {@code MessageMetaData.PASSWORD_GENERATION}; 0 where it is missing
     */
    record Happened<E>(String id, long version, String actor, int passwordGeneration, E event) {}
}
