package io.talel.gateway.bus;

import io.talel.gateway.trace.LogContext;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Adds the ids of each message to the lines that are logged while it is handled. At DEBUG it logs the message, by its name. */
@Component
final class LoggedMessages {

    /** Name of the logger, for switching it on. */
    private static final Logger LOG = LoggerFactory.getLogger("io.talel.messages");

    LoggedMessages(CommandBus commands) {
        commands.registerHandlerInterceptor(this::command);
    }

    /**
     * The commit comes after the handler, so the ids stay until the end of the unit of work. A command within the unit of work
     * of another message ends with that one, and keeps its ids.
     */
    private @Nullable Object command(UnitOfWork<? extends CommandMessage<?>> work, InterceptorChain chain)
            throws Exception {
        if (!work.isRoot()) {
            return chain.proceed();
        }
        CommandMessage<?> command = work.getMessage();
        LogContext context = LogContext.of(command.getIdentifier(), command.getMetaData());
        work.onCleanup(_ -> context.close());
        work.afterCommit(
                _ -> LOG.debug("{} is committed", command.getPayloadType().getSimpleName()));
        work.onRollback(
                _ -> LOG.debug("{} is rolled back", command.getPayloadType().getSimpleName()));
        return chain.proceed();
    }

    /** @param processor the projection, or another name of a processor */
    static @Nullable Object event(String processor, UnitOfWork<? extends EventMessage<?>> work, InterceptorChain chain)
            throws Exception {
        EventMessage<?> message = work.getMessage();
        try (LogContext _ = LogContext.of(message.getIdentifier(), message.getMetaData())) {
            if (message instanceof DomainEventMessage<?> event) {
                LOG.debug(
                        "{} takes {}, event {} of {}",
                        processor,
                        event.getPayloadType().getSimpleName(),
                        event.getSequenceNumber(),
                        event.getAggregateIdentifier());
            }
            return chain.proceed();
        }
    }
}
