package io.talel.gateway.mail.delivery;

import io.talel.gateway.auth.link.LinkPurpose;

/**
 * The text of a mail. It is ASCII, so that links stay whole. It contains no text that users choose, so that users cannot send
 * text to others through it.
 */
record MailText(String subject, String body) {

    private static final String SIGNATURE = """

            --\s
            talel.io
            """;

    static MailText confirmEmail(String link) {
        return signed("Confirm your e-mail address", """
                Hello,

                somebody, hopefully you, has registered at talel.io with this e-mail address.
                Please confirm that it is yours:

                %s

                The link works for %d hours. If it was not you, there is nothing to do.
                """.formatted(
                        link, LinkPurpose.CONFIRM_EMAIL.lifetime().toHours()));
    }

    static MailText confirmEmailChange(String link) {
        return signed("Confirm your new e-mail address", """
                Hello,

                somebody, hopefully you, wants to use this e-mail address for their account
                at talel.io. Please confirm that it is yours:

                %s

                The link works for %d hours. Until then the old address stays in use. If it
                was not you, there is nothing to do.
                """.formatted(
                        link, LinkPurpose.CONFIRM_EMAIL.lifetime().toHours()));
    }

    static MailText emailChangeRequested() {
        return signed("Your e-mail address is to be changed", """
                Hello,

                a new e-mail address was asked for in your account at talel.io. It takes the
                place of this one as soon as it is confirmed.

                If it was not you, somebody knows your password: please change it at once,
                and end your other sessions.
                """);
    }

    static MailText passwordReset(String link) {
        return signed("Set a new password", """
                Hello,

                somebody, hopefully you, has forgotten the password of your account at
                talel.io. Here you can set a new one:

                %s

                The link works once, for %d minutes. If it was not you, there is nothing to
                do: your password stays as it is.
                """.formatted(
                        link, LinkPurpose.RESET_PASSWORD.lifetime().toMinutes()));
    }

    static MailText passwordChanged() {
        return signed("Your password was changed", """
                Hello,

                the password of your account at talel.io was changed.

                If it was not you, please set a new one at once: ask for a link to do so where
                you log in, under the forgotten password.
                """);
    }

    static MailText sessionReused() {
        return signed("A session of yours was ended", """
                Hello,

                something that only one of your devices should know was used by a second one,
                so we have ended the session. You will have to log in again there.

                That can happen when a browser is restored from a backup. If it happens again,
                please change your password and end your other sessions.
                """);
    }

    private static MailText signed(String subject, String text) {
        return new MailText(subject, text + SIGNATURE);
    }
}
