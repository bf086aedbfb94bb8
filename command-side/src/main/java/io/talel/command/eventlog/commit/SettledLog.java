package io.talel.command.eventlog.commit;

import java.util.OptionalLong;

/** How far the log can be read without missing an event that is not committed yet. */
@FunctionalInterface
public interface SettledLog {

    /**
     * A statement that begins from now on sees all events up to this place that there will ever be.
     *
     * @return empty while it is not known
     */
    OptionalLong place();
}
