package io.talel.command.eventlog.commit;

import java.util.OptionalLong;

/** How far the log can be read without missing an event that is not committed yet. */
public interface SettledLog {

    /**
     * Looks at the log. A statement that begins from now on sees all events up to this place that there will ever be.
     *
     * @return empty while it is not known
     */
    OptionalLong place();

    /** Newest place that the last look saw, settled or not. */
    long end();

    /** The log of a database. */
    static SettledLog of(SettledPlaces places) {
        return new SettledLog() {
            @Override
            public OptionalLong place() {
                places.look();
                return places.isKnown() ? OptionalLong.of(places.place()) : OptionalLong.empty();
            }

            @Override
            public long end() {
                return places.end();
            }
        };
    }
}
