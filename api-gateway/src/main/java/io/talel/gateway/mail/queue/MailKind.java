package io.talel.gateway.mail.queue;

/** What people are mailed about. The names are stored. */
public enum MailKind {
    /** To a person who has registered: the link that confirms the address. */
    CONFIRM_EMAIL,
    /** To the address that a person wants to have instead: the link that confirms it. */
    CONFIRM_EMAIL_CHANGE,
    /** To the address that a person has, while another one is to take its place. */
    EMAIL_CHANGE_REQUESTED,
    /** The link that sets a new password. */
    PASSWORD_RESET,
    PASSWORD_CHANGED,
    /** A refresh token came twice, so that the session was ended. */
    SESSION_REUSED
}
