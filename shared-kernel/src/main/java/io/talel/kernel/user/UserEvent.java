package io.talel.kernel.user;

import io.talel.kernel.DataSubject;
import io.talel.kernel.Personal;

/** What happened to a user. */
public sealed interface UserEvent {

    UserId userId();

    record UserRegistered(
            @DataSubject UserId userId,
            @Personal(erasedAs = "erased@erased.invalid") Email email,
            @Personal(erasedAs = "deleted user") Username username)
            implements UserEvent {}
}
