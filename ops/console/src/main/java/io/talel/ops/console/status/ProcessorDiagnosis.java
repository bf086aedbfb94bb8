package io.talel.ops.console.status;

import io.talel.ops.backup.outcome.Words;
import io.talel.ops.backup.projections.LastRebuild;
import io.talel.ops.backup.projections.Pause;
import io.talel.ops.console.letters.LetterQuery.LetterCount;
import io.talel.query.deadletter.DeadLetters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges a processor by its rows in the databases.
 *
 * @param now by the clock of the database with its times
 */
record ProcessorDiagnosis(
        String name,
        Instant now,
        List<SegmentStatus> segments,
        WaitingEvents waiting,
        List<ProcessorFailure> failures,
        LetterCount letters,
        @Nullable LastRebuild rebuild,
        @Nullable Pause pause,
        @Nullable Instant resumedAt) {

    /** After this time without progress, a processor with waiting events counts as abandoned. */
    private static final Duration ABANDONED_AFTER = Duration.ofSeconds(30);

    /** Share of the largest number of parked streams from which on that number is a problem. */
    private static final double FULL = 0.8;

    ProcessorState state() {
        if (pause != null) {
            return ProcessorState.paused;
        }
        if (!failures.isEmpty()) {
            return ProcessorState.error;
        }
        if (abandoned()) {
            return ProcessorState.abandoned;
        }
        if (rebuild != null && rebuild.running()) {
            return ProcessorState.rebuilding;
        }
        return segments.stream().anyMatch(SegmentStatus::ownerAlive) ? ProcessorState.running : ProcessorState.idle;
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        switch (state()) {
            case error -> failures.forEach(failure -> problems.add(failed(failure)));
            case abandoned -> problems.add(left());
            case paused -> {
                if (pause != null && PauseLimit.isPassed(pause, now)) {
                    problems.add(pausedForLong(pause));
                }
            }
            case running, idle, rebuilding -> {}
        }
        if (letters.letters() > 0) {
            problems.add(new Problem(
                    name,
                    Words.count(letters.letters(), "event is", "events are") + " parked.",
                    "See `dead-letters list --projection %s`, mend the cause, then `dead-letters retry` them."
                            .formatted(name)));
        }
        if (letters.streams() >= DeadLetters.MAX_STREAMS * FULL) {
            problems.add(new Problem(
                    name,
                    "%d streams are parked; from %d on the projection stops at the next event that fails."
                            .formatted(letters.streams(), DeadLetters.MAX_STREAMS),
                    "Pause it if everything fails, mend the cause, then `dead-letters retry --projection %s`."
                            .formatted(name)));
        }
        if (letters.most() >= DeadLetters.MAX_LETTERS * FULL) {
            problems.add(new Problem(
                    name,
                    "%d events of one stream are parked; from %d on its segment stops at the next one."
                            .formatted(letters.most(), DeadLetters.MAX_LETTERS),
                    "Mend the cause, then `dead-letters retry --projection %s`.".formatted(name)));
        }
        return problems;
    }

    private boolean abandoned() {
        if (segments.isEmpty()) {
            return waiting.oldest() != null
                    && olderThan(latest(waiting.oldest(), resumedAt), TokenQuery.RECLAIMED_WITHIN);
        }
        return segments.stream().anyMatch(this::abandoned);
    }

    private boolean abandoned(SegmentStatus segment) {
        Instant oldest = segment.oldestWaiting();
        if (oldest == null) {
            return false;
        }
        if (!segment.ownerAlive()) {
            return olderThan(latest(oldest, resumedAt), TokenQuery.RECLAIMED_WITHIN);
        }
        return olderThan(latest(oldest, resumedAt, segment.ownerSince(), segment.progressedAt()), ABANDONED_AFTER);
    }

    /** When it could last have advanced. */
    private static Instant latest(Instant oldest, @Nullable Instant... others) {
        return Stream.of(others)
                .filter(Objects::nonNull)
                .reduce(oldest, (one, other) -> one.isAfter(other) ? one : other);
    }

    private boolean olderThan(Instant time, Duration age) {
        return time.plus(age).isBefore(now);
    }

    private Problem failed(ProcessorFailure failure) {
        return new Problem(
                name,
                "Segment %d failed at %s, %s: %s"
                        .formatted(
                                failure.segment(),
                                failure.event(),
                                Words.count(failure.attempts(), "time", "times"),
                                failure.message()),
                failure.globalIndex() == null
                        ? "Mend the cause; the nodes try again by themselves. `doctor` looks at the databases."
                        : "Mend the cause; the nodes try again by themselves. `events show %d` shows the event."
                                .formatted(failure.globalIndex()));
    }

    private Problem left() {
        boolean owned = segments.stream().anyMatch(SegmentStatus::ownerAlive);
        return new Problem(
                name,
                "%s and no node makes progress; the first is event %d.".formatted(eventsWait(), waiting.first()),
                owned
                        ? "Look into the log of the segment's node; restart it to let another node take over."
                        : "Start a node whose code has the version of the live generation, or look into the logs of"
                                + " the running nodes.");
    }

    private String eventsWait() {
        return (waiting.more() ? "at least " : "") + Words.count(waiting.events(), "event waits", "events wait");
    }

    private Problem pausedForLong(Pause since) {
        return new Problem(
                name,
                "It has been paused %s, and %s.".formatted(since.words(), eventsWait()),
                "`projections resume %s` continues.".formatted(name));
    }
}
