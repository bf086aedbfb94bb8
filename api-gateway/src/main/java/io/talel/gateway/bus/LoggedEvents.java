package io.talel.gateway.bus;

import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.stereotype.Component;

/** Has {@link LoggedMessages} intercept the events of every processor. */
@Component
final class LoggedEvents implements ConfigurerModule {

    @Override
    public void configureModule(Configurer configurer) {
        configurer
                .eventProcessing()
                .registerDefaultHandlerInterceptor(
                        (_, processor) -> (work, chain) -> LoggedMessages.event(processor, work, chain));
    }
}
