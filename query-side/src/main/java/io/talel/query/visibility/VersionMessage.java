package io.talel.query.visibility;

import io.talel.kernel.StreamVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Versions as the text of a notification: {@code article-42:3 article-43:0}. */
final class VersionMessage {

    /** PostgreSQL refuses a notification of 8000 bytes or more; names of streams are ASCII. */
    static final int MAX_LENGTH = 7_999;

    private VersionMessage() {}

    /** Splits versions into as few texts as the limit allows. */
    static List<String> encode(List<StreamVersion> positions) {
        List<String> messages = new ArrayList<>();
        StringBuilder message = new StringBuilder();
        for (StreamVersion position : positions) {
            String entry = position.stream() + ":" + position.version();
            if (!message.isEmpty() && message.length() + 1 + entry.length() > MAX_LENGTH) {
                messages.add(message.toString());
                message.setLength(0);
            }
            message.append(message.isEmpty() ? "" : " ").append(entry);
        }
        if (!message.isEmpty()) {
            messages.add(message.toString());
        }
        return messages;
    }

    static List<StreamVersion> decode(String message) {
        return Arrays.stream(message.split(" ", -1)).map(VersionMessage::entry).toList();
    }

    private static StreamVersion entry(String entry) {
        int colon = entry.lastIndexOf(':');
        return new StreamVersion(entry.substring(0, colon), Long.parseLong(entry.substring(colon + 1)));
    }
}
