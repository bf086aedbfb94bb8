package io.talel.query.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Hands out the batch of the running unit of work, and has it written just before the unit commits: in one transaction
 * with the token of the last event. A batch that is full is written before that, in the same transaction, and followed by
 * an empty one. A unit of work belongs to one processor, so it has one batch at a time.
 */
public final class UnitOfWorkRows<B extends RowBatch> {

    private static final String RESOURCE = "rows";

    private final GenerationWriter generation;
    private final Supplier<B> emptyBatch;

    public UnitOfWorkRows(GenerationWriter generation, Supplier<B> emptyBatch) {
        this.generation = generation;
        this.emptyBatch = emptyBatch;
    }

    public B current() {
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get().root();
        Rows rows = unitOfWork.getOrComputeResource(RESOURCE, _ -> begin(unitOfWork));
        return rows.withRoom();
    }

    private Rows begin(UnitOfWork<?> unitOfWork) {
        Rows rows = new Rows();
        unitOfWork.onPrepareCommit(_ -> rows.write());
        unitOfWork.afterCommit(_ -> generation.committed(rows.reached));
        return rows;
    }

    /** The rows of one unit of work. */
    private final class Rows {

        private final List<Reached> reached = new ArrayList<>();
        private B batch = emptyBatch.get();

        private B withRoom() {
            if (batch.isFull()) {
                write();
                batch = emptyBatch.get();
            }
            return batch;
        }

        private void write() {
            generation.write(batch);
            reached.addAll(batch.reached());
        }
    }
}
