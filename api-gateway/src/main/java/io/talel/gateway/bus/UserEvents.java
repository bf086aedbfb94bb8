package io.talel.gateway.bus;

import io.talel.kernel.user.UserEvent;

/**
 * Does something outside of the log for what happened to users, and only for what happens from now on: never for what is
 * replayed. It is called in one transaction of the event store's database with the position it has reached; when it fails,
 * it is called again for the same event.
 */
@FunctionalInterface
public interface UserEvents {

    void happened(Happened<? extends UserEvent> happened);

    /**
     * @param id of the event, the same however often it is told
     * @param version of the user's stream
     * @param actor who caused it, as {@code MessageMetaData.ACTOR} says
     * @param passwordGeneration as {@code MessageMetaData.PASSWORD_GENERATION} says; 0 where it says nothing
     */
    record Happened<E>(String id, long version, String actor, int passwordGeneration, E event) {}
}
