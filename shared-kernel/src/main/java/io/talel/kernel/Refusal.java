package io.talel.kernel;

import io.talel.kernel.user.Email;
import io.talel.kernel.user.Username;

/** Why the write side refuses a command; each is mapped to one HTTP answer. */
public sealed interface Refusal {

    record EmailTaken(Email email) implements Refusal {}

    record UsernameTaken(Username username) implements Refusal {}

    /** The stream does not exist. */
    record Unknown(String stream) implements Refusal {}

    /** Another command changed the stream first. */
    record Conflict(String stream) implements Refusal {}
}
