package io.talel.gateway.bus.events;

import io.talel.gateway.bus.events.EventLogProcessors.Definition;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The processor that follows the log for {@link UserEventListener}. */
@Component
final class UserEventsProcessor implements ConfigurerModule {

    static final String NAME = "user-events";

    private final EventLogProcessors processors;
    private final ObjectProvider<UserEventListener> told;

    /** @param told resolved at the first event only, since it needs the buses that are configured here */
    UserEventsProcessor(EventLogProcessors processors, ObjectProvider<UserEventListener> told) {
        this.processors = processors;
        this.told = told;
    }

    @Override
    public void configureModule(Configurer configurer) {
        UserEventsHandler handler =
                new UserEventsHandler(() -> happened -> told.orderedStream().forEach(each -> each.happened(happened)));
        processors.register(
                configurer,
                new Definition(NAME, "no mail is queued and no user is erased", handler, UserEventsHandler::slim));
    }
}
