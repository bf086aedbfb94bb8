package io.talel.query.rebuild;

import io.talel.query.rebuild.RebuildProgress.Phase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what the threads of a rebuild have done so far. */
public final class ProgressTracker {

    /** Samples that the rate covers: ten seconds at two samples a second. */
    private static final int SAMPLES = 20;

    private record Sample(long at, long taken, long done) {}

    private final String projection;
    private final LongAdder taken = new LongAdder();
    private final LongAdder parked = new LongAdder();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong total = new AtomicLong();
    private final Deque<Sample> samples = new ArrayDeque<>();
    private volatile int generation;
    private volatile Phase phase = Phase.FILLING;

    ProgressTracker(String projection) {
        this.projection = projection;
    }

    public void generation(int number) {
        generation = number;
    }

    public void phase(Phase next) {
        phase = next;
    }

    public void taken(long events) {
        taken.add(events);
    }

    public long taken() {
        return taken.sum();
    }

    public void parked(long events) {
        parked.add(events);
    }

    public long parked() {
        return parked.sum();
    }

    /** @param place of the log that has been read, from 1 */
    public void done(long place) {
        done.set(place);
        total.accumulateAndGet(place, Math::max);
    }

    public void total(long places) {
        total.set(places);
    }

    /** Takes a sample; called by one thread only. */
    public RebuildProgress sample() {
        samples.addLast(new Sample(System.nanoTime(), taken(), done.get()));
        if (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        double seconds = (last.at - first.at) / 1e9;
        double rate = seconds == 0 ? 0 : (last.taken - first.taken) / seconds;
        double places = seconds == 0 ? 0 : (last.done - first.done) / seconds;
        return new RebuildProgress(
                projection, generation, phase, last.done, total.get(), rate, remaining(last.done, places), parked());
    }

    private @Nullable Duration remaining(long place, double perSecond) {
        if (perSecond <= 0) {
            return null;
        }
        return Duration.ofMillis((long) ((total.get() - place) / perSecond * 1e3));
    }
}
