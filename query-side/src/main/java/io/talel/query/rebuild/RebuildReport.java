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
 * @param rows compared rows, of the existing ones
 * @param existing rows in either generation when the comparison began
 * @param leftOut rows of streams with dead letters, which are not compared
 * @param unsettled rows with recent events, which may or may not differ; includes rows that are newer than the comparison
 * @param differing rows that differ, including missing and additional rows
 * @param examples descriptions of some of these rows
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
