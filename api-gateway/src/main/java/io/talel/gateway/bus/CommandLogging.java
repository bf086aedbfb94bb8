package io.talel.gateway.bus;

import io.talel.gateway.trace.LogContext;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Adds the ids of each command to the lines that are logged while it is handled. At DEBUG it logs the command, by its name. */
@Component
final class CommandLogging {

    /** Name of the logger of all messages, for switching it on. */
    static final String LOGGER = "io.talel.messages";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    CommandLogging(CommandBus commands) {
        commands.registerHandlerInterceptor(this::handle);
    }

    /**
     * The commit comes after the handler, so the ids stay until the end of the unit of work. A command within the unit of work
     * of another message ends with that one, and keeps its ids.
     */
    private @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> work, InterceptorChain chain)
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
}
