package io.talel.command.personal;

import io.talel.kernel.user.UserEvent.UserRemoved;
import org.axonframework.eventhandling.EventHandler;

/** Deletes the key of a removed person in the transaction that records the removal. */
final class PersonKeyDeletion {

    private final StoredPersonKeys keys;

    PersonKeyDeletion(StoredPersonKeys keys) {
        this.keys = keys;
    }

    @EventHandler
    void on(UserRemoved event) {
        keys.delete(event.userId().toString());
    }
}
