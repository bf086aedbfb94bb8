package io.talel.command.eventlog;

import java.util.UUID;

/**
 * The channel on which nodes tell each other that the log grew.
 *
 * @param node name of this node, the payload of its notifications
 */
record LogChannel(String node) {

    static final String NAME = "event_log";

    static LogChannel ofThisNode() {
        return new LogChannel(UUID.randomUUID().toString());
    }
}
