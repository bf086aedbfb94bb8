package io.talel.query.processor;

import java.util.Optional;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the segment whose batch a thread handles. Axon does not pass it to error handlers, and a processor does not list a
 * segment that fails with its first batch.
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
