package io.talel.gateway.webhook.outbox;

import io.talel.kernel.user.UserId;
import java.util.regex.Pattern;

/**
 * A message to the webhooks of an author.
 *
 * @param id the header {@code webhook-id}, by which a receiver recognises a copy
 * @param position place in the log of the event behind it
 * @param body the JSON that is posted
 */
record Message(String id, UserId authorId, String type, long position, String body) {

    private static final String PREFIX = "msg_";

    /** The identifier of an event is a UUID. */
    private static final Pattern ID = Pattern.compile(PREFIX + "[0-9a-f-]{1,36}");

    static String id(String event) {
        return PREFIX + event;
    }

    /** Whether a text of a client has the form of an id. PostgreSQL refuses texts with a NUL. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}
