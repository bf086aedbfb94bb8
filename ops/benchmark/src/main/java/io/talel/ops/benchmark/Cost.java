package io.talel.ops.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Cost of an operation for the database.
 *
 * @param statements by PostgreSQL's own count, except BEGIN, COMMIT and ROLLBACK
 * @param roundTrips counted on the wire
 */
record Cost(double statements, double roundTrips) {

    private static final int OPERATIONS = 200;
    private static final Duration IDLE = Duration.ofSeconds(3);

    /** Repeats an operation on an idle node, and subtracts what the node spends while idle. */
    static Cost of(Supplier<Cost> spent, Operation operation) throws IOException, InterruptedException {
        operation.run();
        Cost before = spent.get();
        TimeUnit.NANOSECONDS.sleep(IDLE.toNanos());
        Cost idle = spent.get().since(before);
        before = spent.get();
        long start = System.nanoTime();
        for (int i = 0; i < OPERATIONS; i++) {
            operation.run();
        }
        double pauses = (double) (System.nanoTime() - start) / IDLE.toNanos();
        Cost all = spent.get().since(before);
        return new Cost(
                (all.statements - pauses * idle.statements) / OPERATIONS,
                (all.roundTrips - pauses * idle.roundTrips) / OPERATIONS);
    }

    private Cost since(Cost before) {
        return new Cost(statements - before.statements, roundTrips - before.roundTrips);
    }
}
