package io.talel.command.eventlog.commit;

import java.util.UUID;

/**
 * The channel on which nodes tell each other that the log grew.
 *
 * @param node name of this node, the payload of its notifications
 */
record LogChannel(String node) {

    static final String NAME = "event_log";

    /** How the connections of listeners are named. */
    static final String LISTENERS = "talelio-log-";

    /** How the connection of this node's listener is named. */
    String listener() {
        return LISTENERS + node;
    }

    static LogChannel ofThisNode() {
        return new LogChannel(UUID.randomUUID().toString());
    }
}
