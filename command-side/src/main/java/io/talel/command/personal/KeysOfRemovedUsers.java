package io.talel.command.personal;

import io.talel.kernel.user.UserEvent.UserRemoved;
import org.axonframework.eventhandling.EventHandler;

/** Deletes the key of a removed person in the transaction that records the removal. */
final class KeysOfRemovedUsers {

    private final StoredPersonKeys keys;

    KeysOfRemovedUsers(StoredPersonKeys keys) {
        this.keys = keys;
    }

    @EventHandler
    void on(UserRemoved event) {
        keys.delete(event.userId().toString());
    }
}
