package io.talel.kernel.user;

import io.talel.kernel.DataSubject;
import io.talel.kernel.Personal;

/** What happened to a user. */
public sealed interface UserEvent {

    UserId userId();

    record UserRegistered(
            @DataSubject(isNew = true) UserId userId,
            @Personal(erasedAs = Email.ERASED) Email email,
            @Personal(erasedAs = ErasedName.TEXT) Username username)
            implements UserEvent {}

    /** The address of the account was confirmed; which one that is, earlier events say. */
    record EmailConfirmed(UserId userId) implements UserEvent {}

    record EmailChangeRequested(
            @DataSubject UserId userId,
            @Personal(erasedAs = Email.ERASED) Email email) implements UserEvent {}

    /** The requested address was confirmed, and is that of the account from now on. */
    record EmailChanged(
            @DataSubject UserId userId,
            @Personal(erasedAs = Email.ERASED) Email email) implements UserEvent {}

    record LocationChanged(
            @DataSubject UserId userId,
            @Personal(erasedAs = "") Location location) implements UserEvent {}

    record AvatarChanged(
            @DataSubject UserId userId,
            @Personal(erasedAs = AvatarUrl.DEFAULT) AvatarUrl avatarUrl) implements UserEvent {}

    /** The last event of a user: the key of their personal data is deleted with it. */
    record UserRemoved(UserId userId, ArticlesOnRemoval articles) implements UserEvent {}
}
