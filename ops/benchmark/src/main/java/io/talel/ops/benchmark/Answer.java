package io.talel.ops.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP answer.
 *
 * @param head status line and headers
 */
record Answer(int status, String head, byte[] body) {

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The first string member of that name in a JSON body; good enough for slugs and tokens, which hold no escapes. */
    String member(String name) {
        Matcher member = Pattern.compile('"' + name + "\":\\s*\"([^\"]*)\"").matcher(text());
        if (!member.find()) {
            throw new IllegalStateException("no \"" + name + "\" in the answer " + status + ": " + text());
        }
        return member.group(1);
    }
}
