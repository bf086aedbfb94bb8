package io.talel.ops.console.web.page;

import io.talel.ops.backup.outcome.Words;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Formats times and numbers for the pages. */
public record PageFormat(Clock clock) {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** In UTC, to the second. */
    public String utc(@Nullable Instant time) {
        return time == null ? "-" : FORMAT.format(time);
    }

    public String ago(@Nullable Instant time) {
        return Words.ago(time, clock.instant());
    }

    public String seconds(double seconds) {
        return Words.seconds(seconds);
    }

    /** Remaining time at this rate. */
    public String remaining(long done, long total, double perSecond) {
        return perSecond <= 0 || done >= total ? "-" : Words.seconds((total - done) / perSecond);
    }

    public String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public String bytes(long bytes) {
        return Words.bytes(bytes);
    }

    public String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f/s", perSecond);
    }
}
