package io.talel.query.projection;

import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Hands out the batch of the running unit of work, and has it written just before the unit commits: in one transaction
 * with the token of the last event. A unit of work belongs to one processor, so it has one batch.
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
        return unitOfWork.getOrComputeResource(RESOURCE, _ -> begin(unitOfWork));
    }

    private B begin(UnitOfWork<?> unitOfWork) {
        B batch = emptyBatch.get();
        unitOfWork.onPrepareCommit(_ -> generation.write(batch));
        unitOfWork.afterCommit(_ -> generation.committed(batch));
        return batch;
    }
}
