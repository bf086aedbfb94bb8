package io.talel.ops.drills;

import java.net.http.HttpHeaders;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * An answer of a node.
 *
 * @param json the body; missing when it is not JSON
 * @param took from the sending of the request to the last byte of the answer
 */
record NodeAnswer(int status, HttpHeaders headers, JsonNode json, Duration took) {

    /** The text at that path of the body, for example {@code /article/slug}. */
    String text(String pointer) {
        return json.at(pointer).asString();
    }

    /** The connection broke or was refused. */
    boolean isBroken() {
        return status == 0;
    }

    /** The node has answered that it did nothing. */
    boolean isFailed() {
        return status >= 500;
    }

    @Override
    public String toString() {
        return status + " after " + took.toMillis() + " ms: " + json;
    }
}
