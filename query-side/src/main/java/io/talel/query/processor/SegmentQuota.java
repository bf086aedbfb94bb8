package io.talel.query.processor;

import io.talel.query.generation.ActiveGenerations;
import io.talel.query.projection.Projection;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many segments of a projection this node should own now; logs changes. */
final class SegmentQuota implements IntSupplier {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentQuota.class);

    private final Projection projection;
    private final ActiveGenerations generations;
    private final SegmentShare share;

    private volatile boolean begun;

    /** The last duty that was logged. One thread of a processor asks regularly, others after an error. */
    private volatile String said = "";

    SegmentQuota(Projection projection, ActiveGenerations generations, SegmentShare share) {
        this.projection = projection;
        this.generations = generations;
        this.share = share;
    }

    /** Starts to count: Axon cannot create a processor without segments, so the first answer ignores the duty. */
    void begin() {
        begun = true;
    }

    @Override
    public int getAsInt() {
        if (!begun) {
            return 1;
        }
        try {
            return switch (generations.dutyOf(projection)) {
                case HERE -> say("this node takes its share", share.segmentsOf(projection.name()));
                case PAUSED -> paused();
                case OF_OTHERS -> say("is left to nodes with another version of its code", 0);
            };
        } catch (RuntimeException e) {
            say("is left alone while the read models' database is away", 0);
            throw e;
        }
    }

    /** The node keeps its share, so that no segment changes hands when the projection resumes. */
    private int paused() {
        share.segmentsOf(projection.name());
        return say("is paused", 0);
    }

    private int say(String state, int segments) {
        if (!said.equals(state)) {
            said = state;
            LOG.info("Projection {}: {}", projection.name(), state);
        }
        return segments;
    }
}
