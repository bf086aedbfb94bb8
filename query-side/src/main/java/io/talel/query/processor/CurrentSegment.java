package io.talel.query.processor;

import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, for each thread, whose batch it handles. Axon does not tell an error handler, and a segment that fails with its
 * first batch is not among those that a processor says it has.
 */
final class CurrentSegment implements MessageHandlerInterceptor<EventMessage<?>> {

    private final ThreadLocal<@Nullable Integer> segment = new ThreadLocal<>();
    private final String resource;

    CurrentSegment(String processor) {
        this.resource = "Processor[" + processor + "]/SegmentId";
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends EventMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        segment.set(unitOfWork.getResource(resource));
        return chain.proceed();
    }

    /** The segment that this thread works on, or worked on last. */
    Optional<Integer> ofThisThread() {
        return Optional.ofNullable(segment.get());
    }
}
