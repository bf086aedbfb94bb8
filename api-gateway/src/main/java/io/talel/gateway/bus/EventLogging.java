package io.talel.gateway.bus;

import io.talel.gateway.trace.LogContext;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** As {@link CommandLogging}, for the events that each processor takes. */
@Component
final class EventLogging implements ConfigurerModule {

    private static final Logger LOG = LoggerFactory.getLogger(CommandLogging.LOGGER);

    @Override
    public void configureModule(Configurer configurer) {
        configurer
                .eventProcessing()
                .registerDefaultHandlerInterceptor((_, processor) -> (work, chain) -> handle(processor, work, chain));
    }

    private static @Nullable Object handle(
            String processor, UnitOfWork<? extends EventMessage<?>> work, InterceptorChain chain) throws Exception {
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
