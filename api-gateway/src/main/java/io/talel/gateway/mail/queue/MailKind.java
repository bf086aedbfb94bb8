package io.talel.gateway.mail.queue;

/** Kinds of mails. Stored by name. */
public enum MailKind {
    /** The link that confirms the address of a new account. */
    CONFIRM_EMAIL,
    /** The link that confirms a requested address, sent to that address. */
    CONFIRM_EMAIL_CHANGE,
    /** The notice to the present address that another one was requested. */
    EMAIL_CHANGE_REQUESTED,
    /** The link that sets a new password. */
    PASSWORD_RESET,
    PASSWORD_CHANGED,
    /** The notice that a refresh token was used twice and its session ended. */
    SESSION_REUSED
}
