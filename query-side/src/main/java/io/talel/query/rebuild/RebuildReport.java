package io.talel.query.rebuild;

import java.time.Duration;
import java.util.List;

/**
 * What a rebuild did.
 *
 * @param generation the generation that was filled
 * @param replaced the generation that was live when it began
 * @param position global index up to which it was filled
 * @param events events of the projection that were taken
 * @param rows rows that were compared, of those that existed
 * @param existing rows that there were in either generation when the comparison began
 * @param leftOut rows of streams with dead letters, which are not compared
 * @param unsettled rows of events of the last moments of which it is not known whether they differ; those that have come
 *     since the comparison began are among them
 * @param differing rows that are not alike, missing and additional ones included
 * @param examples some of those, in words
 * @param parked events that the new generation could not take
 * @param frozen how long writes to the projection waited in the swap; zero without one
 */
public record RebuildReport(
        String projection,
        int generation,
        int replaced,
        long position,
        long events,
        long rows,
        long existing,
        long leftOut,
        long unsettled,
        long differing,
        List<String> examples,
        long parked,
        Duration took,
        Duration frozen) {

    public RebuildReport {
        examples = List.copyOf(examples);
    }
}
