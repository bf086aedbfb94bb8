package io.talel.ops.console.web.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A line over the last hour, for an SVG of {@value #WIDTH} by {@value #HEIGHT}; the newest value is at its right edge, the
 * oldest at the left one unless it is younger than five minutes.
 *
 * @param unit follows a value
 * @param values at least one, the oldest first
 */
public record Chart(String name, String unit, List<Value> values) {

    private static final int WIDTH = 360;
    private static final int HEIGHT = 48;

    private static final Duration SHORTEST = Duration.ofMinutes(5);

    /** Longest time without a value that the line goes over. */
    private static final Duration LONGEST_STEP = StatusHistory.STEP.multipliedBy(3);

    /** A value at a moment, not negative. */
    public record Value(Instant at, double value) {}

    public Chart {
        values = List.copyOf(values);
    }

    /** The newest value, with its unit. */
    public String now() {
        return words(values.getLast().value);
    }

    /** The largest value, with its unit: that of the upper edge. */
    public String most() {
        return words(largest());
    }

    /** The line, as the attribute {@code d} of a path. A value without neighbours is a point. */
    public String path() {
        StringBuilder path = new StringBuilder();
        double largest = largest();
        Instant last = Instant.MIN;
        for (Value each : values) {
            boolean joined = last.isAfter(each.at.minus(LONGEST_STEP));
            path.append(String.format(
                    Locale.ROOT,
                    joined ? "L%.1f %.1f" : "M%1$.1f %2$.1fL%1$.1f %2$.1f",
                    x(each.at),
                    y(each.value, largest)));
            last = each.at;
        }
        return path.toString();
    }

    private double x(Instant at) {
        long whole = Math.max(age(values.getFirst().at), SHORTEST.toMillis());
        return WIDTH * (1 - (double) age(at) / whole);
    }

    private long age(Instant at) {
        return Duration.between(at, values.getLast().at).toMillis();
    }

    private static double y(double value, double largest) {
        return largest == 0 ? HEIGHT : HEIGHT * (1 - value / largest);
    }

    private double largest() {
        return values.stream().mapToDouble(Value::value).max().orElseThrow();
    }

    private String words(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f%s" : "%,.0f%s", value, unit);
    }
}
