package io.talel.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * How far a reader of the log is: the place that it has reached, and the gaps before it, which are places that it has not
 * seen. Axon keeps each gap, and a copy of all gaps for every event, so a running transaction with 150,000 places would cost
 * 10 MB a copy. Here a run of neighbouring gaps takes as much as one. The stored form is {@code {"index":90,"gaps":[5,[20,70]]}},
 * and the same as Axon's unless a run is long.
 */
public final class LogPosition extends GapAwareTrackingToken {
    private static final long serialVersionUID = 1L;

    /** A time that is not known. */
    public static final long NEVER = 0;

    /**
     * Asks for a search of the gaps with the next read, even if a reader has just searched the same ones. It stays until all of
     * them have been searched.
     */
    public static final long AT_ONCE = Long.MIN_VALUE;

    private final transient PlaceRuns gaps;

    /** Gaps below this place were dropped, because they stay empty. Not stored, as with Axon. */
    private final transient long settled;

    private final transient long lookedAt;

    private LogPosition(long index, PlaceRuns gaps, long settled, long lookedAt) {
        super(index, Set.of());
        this.gaps = gaps;
        this.settled = settled;
        this.lookedAt = lookedAt;
    }

    /** @param gaps numbers, or lists of a first and a last one */
    @JsonCreator
    public static LogPosition of(@JsonProperty("index") long index, @JsonProperty("gaps") List<?> gaps) {
        return new LogPosition(index, PlaceRuns.read(gaps), 0, NEVER);
    }

    /** A position without gaps. */
    public static LogPosition at(long index) {
        return new LogPosition(index, PlaceRuns.NONE, 0, NEVER);
    }

    /** Converts a token of Axon's kind, which older versions have stored. */
    public static LogPosition of(TrackingToken token) {
        return switch (token) {
            case LogPosition position -> position;
            case GapAwareTrackingToken other -> of(other.getIndex(), List.copyOf(other.getGaps()));
            default -> throw new IllegalArgumentException("No position of the log: " + token);
        };
    }

    /** The stored form, as JSON. */
    @JsonValue
    public Map<String, Object> stored() {
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("index", getIndex());
        stored.put("gaps", gaps.written());
        return stored;
    }

    /**
     * The token that a token store keeps: Axon's kind, which nodes of older versions can read, unless a run is long.
     *
     * @param token any kind; tokens of other kinds stay as they are
     */
    public static @Nullable TrackingToken toStore(@Nullable TrackingToken token) {
        return token instanceof LogPosition position && position.gaps.areNumbers()
                ? GapAwareTrackingToken.newInstance(position.getIndex(), position.getGaps())
                : token;
    }

    /** Number of gaps. */
    public long missing() {
        return gaps.size();
    }

    /** Number of runs of neighbouring gaps. */
    public int runs() {
        return gaps.count();
    }

    /** The first place of every run. */
    public Long[] firstMissing() {
        return ofEveryRun(gaps::first);
    }

    /** The last place of every run. */
    public Long[] lastMissing() {
        return ofEveryRun(gaps::last);
    }

    private Long[] ofEveryRun(IntToLongFunction bound) {
        return IntStream.range(0, gaps.count())
                .mapToLong(bound::applyAsLong)
                .boxed()
                .toArray(Long[]::new);
    }

    /** This position with the time ({@link System#nanoTime()}) at which its reader has searched the gaps. */
    public LogPosition lookedThroughAt(long nanoTime) {
        return new LogPosition(getIndex(), gaps, settled, nanoTime);
    }

    /** When its reader has searched the gaps; {@link #NEVER} if unknown, or {@link #AT_ONCE}. Not stored. */
    public long lookedThroughAt() {
        return lookedAt;
    }

    /** Whether the reader has seen that place, or will not see it any more. */
    public boolean hasPassed(long place) {
        return place <= getIndex() && !gaps.contains(place);
    }

    /** The position after reading an event at a place, which is a later one or a gap. */
    public LogPosition advanceTo(long place) {
        if (gaps.contains(place)) {
            return new LogPosition(getIndex(), gaps.without(place), settled, lookedAt);
        }
        if (place <= getIndex()) {
            throw new IllegalArgumentException(place + " has been passed by " + this);
        }
        PlaceRuns passed = gaps.followedBy(Math.max(getIndex() + 1, settled), place - 1);
        return new LogPosition(place, passed, settled, lookedAt);
    }

    @Override
    public LogPosition advanceTo(long place, int maxGapOffset) {
        return advanceTo(place).withGapsTruncatedAt(Math.max(getIndex(), place) - maxGapOffset);
    }

    @Override
    public LogPosition withGapsTruncatedAt(long place) {
        return gaps.isEmpty() || gaps.first(0) >= place
                ? this
                : new LogPosition(getIndex(), gaps.from(place), place, lookedAt);
    }

    @Override
    public LogPosition lowerBound(TrackingToken token) {
        LogPosition other = of(token);
        PlaceRuns both = gaps.or(other.gaps);
        long index = Math.min(getIndex(), other.getIndex());
        while (both.contains(index)) {
            PlaceRuns lower = both.before(index + 1);
            index = lower.first(lower.count() - 1) - 1;
        }
        return new LogPosition(index, both.before(index), Math.min(settled, other.settled), NEVER);
    }

    @Override
    public LogPosition upperBound(TrackingToken token) {
        LogPosition other = of(token);
        long common = Math.min(getIndex(), other.getIndex()) + 1;
        PlaceRuns missing = gaps.and(other.gaps).or(gaps.from(common)).or(other.gaps.from(common));
        return new LogPosition(
                Math.max(getIndex(), other.getIndex()), missing, Math.min(settled, other.settled), NEVER);
    }

    @Override
    public boolean covers(TrackingToken token) {
        LogPosition other = of(token);
        return other.getIndex() <= getIndex()
                && !gaps.from(other.settled).contains(other.getIndex())
                && gaps.from(other.settled).before(other.getIndex()).isWithin(other.gaps);
    }

    @Override
    public boolean hasGaps() {
        return !gaps.isEmpty();
    }

    /** All gaps, one by one; use it only when they are few. */
    @Override
    public SortedSet<Long> getGaps() {
        return gaps.places().boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Compares place and gaps, also below the settled place: a reader that still waits for a gap must not take the position of
     * a reader that has dropped it.
     */
    @Override
    public boolean equals(Object object) {
        return object instanceof LogPosition other && getIndex() == other.getIndex() && gaps.equals(other.gaps);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(getIndex()) + gaps.hashCode();
    }

    @Override
    public String toString() {
        return stored().toString();
    }
}
