package io.talel.gateway.bus.events;

import io.talel.gateway.bus.events.EventLogProcessors.Follower;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The processor that follows the log for {@link UserEventListener}. */
@Component
final class UserEventsProcessor implements ConfigurerModule {

    static final String NAME = "user-events";

    private final EventLogProcessors followers;
    private final ObjectProvider<UserEventListener> told;

    /** @param told resolved at the first event only, since it needs the buses that are configured here */
    UserEventsProcessor(EventLogProcessors followers, ObjectProvider<UserEventListener> told) {
        this.followers = followers;
        this.told = told;
    }

    @Override
    public void configureModule(Configurer configurer) {
        UserEventsHandler handler =
                new UserEventsHandler(() -> happened -> told.orderedStream().forEach(each -> each.happened(happened)));
        followers.register(
                configurer,
                new Follower(NAME, "no mail is queued and no user is erased", handler, UserEventsHandler::slim));
    }
}
