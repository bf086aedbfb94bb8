package io.talel.ops.drills;

import java.net.http.HttpHeaders;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * What a node answered.
 *
 * @param json the body; missing when it is not JSON
 * @param took from the sending of the request to the last byte of the answer
 */
record Answer(int status, HttpHeaders headers, JsonNode json, Duration took) {

    /** The text at that path of the body, for example {@code /article/slug}. */
    String text(String pointer) {
        return json.at(pointer).asString();
    }

    /** The connection broke, or there was nobody to connect to. */
    boolean isBroken() {
        return status == 0;
    }

    /** The node has said that it did not do it. */
    boolean isFailed() {
        return status >= 500;
    }

    @Override
    public String toString() {
        return status + " after " + took.toMillis() + " ms: " + json;
    }
}
