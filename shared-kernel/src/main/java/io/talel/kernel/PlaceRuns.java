package io.talel.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A set of places of the log as runs of neighbours. Its memory grows with the number of runs, not with their length. */
final class PlaceRuns {

    static final PlaceRuns NONE = new PlaceRuns(new long[0]);

    /** Runs up to this length are stored place by place, as Axon does. */
    private static final int SHORT = 10;

    /** First and last place of each run, in ascending order; between two runs there is at least one other place. */
    private final long[] bounds;

    private PlaceRuns(long[] bounds) {
        this.bounds = bounds;
    }

    /** @param places numbers, or lists of a first and a last one, in any order */
    static PlaceRuns read(List<?> places) {
        List<long[]> runs = new ArrayList<>();
        for (Object place : places) {
            runs.add(
                    place instanceof List<?> run
                            ? new long[] {number(run.getFirst()), number(run.getLast())}
                            : new long[] {number(place), number(place)});
        }
        return joined(runs);
    }

    private static long number(Object place) {
        return ((Number) place).longValue();
    }

    /** Whether {@link #written} contains numbers only, as with Axon. */
    boolean areNumbers() {
        return IntStream.range(0, count()).allMatch(this::isShort);
    }

    private boolean isShort(int run) {
        return last(run) - first(run) < SHORT;
    }

    /** The stored form, which {@link #read} understands. */
    List<Object> written() {
        List<Object> places = new ArrayList<>();
        for (int run = 0; run < count(); run++) {
            if (isShort(run)) {
                LongStream.rangeClosed(first(run), last(run)).forEach(places::add);
            } else {
                places.add(List.of(first(run), last(run)));
            }
        }
        return places;
    }

    private static PlaceRuns joined(List<long[]> runs) {
        runs.sort((one, other) -> Long.compare(one[0], other[0]));
        long[] bounds = new long[2 * runs.size()];
        int filled = 0;
        for (long[] run : runs) {
            if (filled > 0 && run[0] <= bounds[filled - 1] + 1) {
                bounds[filled - 1] = Math.max(bounds[filled - 1], run[1]);
            } else {
                bounds[filled++] = run[0];
                bounds[filled++] = run[1];
            }
        }
        return filled == 0 ? NONE : new PlaceRuns(Arrays.copyOf(bounds, filled));
    }

    boolean isEmpty() {
        return bounds.length == 0;
    }

    /** Number of runs. */
    int count() {
        return bounds.length / 2;
    }

    long first(int run) {
        return bounds[2 * run];
    }

    long last(int run) {
        return bounds[2 * run + 1];
    }

    /** Number of places. */
    long size() {
        long size = 0;
        for (int run = 0; run < count(); run++) {
            size += last(run) - first(run) + 1;
        }
        return size;
    }

    LongStream places() {
        return LongStream.range(0, count())
                .flatMap(run -> LongStream.rangeClosed(first(Math.toIntExact(run)), last(Math.toIntExact(run))));
    }

    boolean contains(long place) {
        int run = endingFrom(place);
        return run < count() && first(run) <= place;
    }

    PlaceRuns without(long place) {
        int run = endingFrom(place);
        if (run == count() || first(run) > place) {
            return this;
        }
        return joined(before(place), from(place + 1));
    }

    /** The places below the given one. */
    PlaceRuns before(long place) {
        int run = endingFrom(place);
        boolean partly = run < count() && first(run) < place;
        if (run == count()) {
            return this;
        }
        long[] less = Arrays.copyOf(bounds, 2 * run + (partly ? 2 : 0));
        if (partly) {
            less[2 * run + 1] = place - 1;
        }
        return new PlaceRuns(less);
    }

    /** The places from the given one on. */
    PlaceRuns from(long place) {
        int run = endingFrom(place);
        if (run == 0 && (isEmpty() || first(0) >= place)) {
            return this;
        }
        long[] rest = Arrays.copyOfRange(bounds, 2 * run, bounds.length);
        if (rest.length > 0) {
            rest[0] = Math.max(rest[0], place);
        }
        return new PlaceRuns(rest);
    }

    /** This set with all places from first to last, which must be above its own. */
    PlaceRuns followedBy(long first, long last) {
        return first > last ? this : joined(this, new PlaceRuns(new long[] {first, last}));
    }

    /** @param upper a set of higher places */
    private static PlaceRuns joined(PlaceRuns lower, PlaceRuns upper) {
        boolean meet = !lower.isEmpty() && !upper.isEmpty() && lower.last(lower.count() - 1) + 1 == upper.first(0);
        int fromLower = lower.bounds.length - (meet ? 1 : 0);
        int skipped = meet ? 1 : 0;
        long[] bounds = Arrays.copyOf(lower.bounds, fromLower + upper.bounds.length - skipped);
        System.arraycopy(upper.bounds, skipped, bounds, fromLower, upper.bounds.length - skipped);
        return new PlaceRuns(bounds);
    }

    PlaceRuns and(PlaceRuns other) {
        List<long[]> both = new ArrayList<>();
        for (int run = 0; run < count(); run++) {
            PlaceRuns common = other.from(first(run)).before(last(run) + 1);
            for (int part = 0; part < common.count(); part++) {
                both.add(new long[] {common.first(part), common.last(part)});
            }
        }
        return joined(both);
    }

    PlaceRuns or(PlaceRuns other) {
        List<long[]> runs = new ArrayList<>();
        for (PlaceRuns each : List.of(this, other)) {
            for (int run = 0; run < each.count(); run++) {
                runs.add(new long[] {each.first(run), each.last(run)});
            }
        }
        return joined(runs);
    }

    boolean isWithin(PlaceRuns other) {
        for (int run = 0; run < count(); run++) {
            int around = other.endingFrom(last(run));
            if (around == other.count() || other.first(around) > first(run)) {
                return false;
            }
        }
        return true;
    }

    /** Index of the first run that ends at the place or above it; the number of runs if there is none. */
    private int endingFrom(long place) {
        int low = 0;
        int high = count();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (last(middle) < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlaceRuns runs && Arrays.equals(bounds, runs.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return written().toString();
    }
}
