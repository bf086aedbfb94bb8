package io.talel.command.article;

import io.talel.command.eventlog.commit.SettledLog;
import java.util.OptionalLong;

/** A log that is settled up to its end, or of which it is not known. */
record Settled(OptionalLong place) implements SettledLog {

    @Override
    public long end() {
        return place.orElse(0);
    }
}
