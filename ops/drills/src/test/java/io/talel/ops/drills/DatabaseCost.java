package io.talel.ops.drills;

import io.talel.ops.localstack.StatementCount;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What an operation asks of PostgreSQL.
 *
 * @param pages of 8 KiB, in memory or not
 * @param rows that statements return or change
 */
record DatabaseCost(double pages, double rows) {

    static DatabaseCost of(List<StatementCount> counts) {
        return new DatabaseCost(
                counts.stream().mapToLong(StatementCount::pages).sum(),
                counts.stream().mapToLong(StatementCount::rows).sum());
    }

    /** The least of each figure: a node's own statements fall into some of the operations and only add to them. */
    static DatabaseCost least(List<DatabaseCost> costs) {
        return new DatabaseCost(least(costs, DatabaseCost::pages), least(costs, DatabaseCost::rows));
    }

    private static double least(List<DatabaseCost> costs, ToDoubleFunction<DatabaseCost> figure) {
        return costs.stream().mapToDouble(figure).min().orElseThrow();
    }

    /** The cost of a single event. @param events how many events this cost is for */
    DatabaseCost each(long events) {
        return new DatabaseCost(pages / events, rows / events);
    }
}
