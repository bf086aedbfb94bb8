package io.talel.ops.backup.outcome;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Progress of a long operation at one moment.
 *
 * @param phase one or two words: filling
 * @param unit what is counted, one word in the plural: events
 * @param perSecond current rate, or average since the start
 * @param remaining expected time to the end; null if unknown
 * @param remark for people, after the bar; may be empty
 * @param details for JSON, before the other fields
 */
public record ProgressSample(
        String phase,
        long done,
        long total,
        String unit,
        double perSecond,
        @Nullable Duration remaining,
        String remark,
        Map<String, ?> details) {

    private static final int WIDTH = 30;

    public String bar() {
        double share = total == 0 ? 1 : Math.min(1.0, (double) done / total);
        int filled = (int) (share * WIDTH);
        return "%s [%s%s] %3d %%  %d/%d  %.0f %s/s%s%s"
                .formatted(
                        phase,
                        "#".repeat(filled),
                        ".".repeat(WIDTH - filled),
                        (int) (share * 100),
                        done,
                        total,
                        perSecond,
                        unit,
                        remaining == null ? "" : "  " + Words.seconds(remaining.toSeconds()) + " left",
                        remark.isEmpty() ? "" : "  " + remark);
    }

    public Map<String, @Nullable Object> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>(details);
        document.put("phase", phase);
        document.put("done", done);
        document.put("total", total);
        document.put(unit + "PerSecond", perSecond);
        document.put("remainingSeconds", remaining == null ? null : remaining.toSeconds());
        return document;
    }
}
