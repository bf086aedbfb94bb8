package io.talel.gateway.bus;

import io.talel.gateway.bus.LogFollowers.Follower;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The processor that follows the log for {@link ArticleEvents}. */
@Component
final class ArticleEventsProcessor implements ConfigurerModule {

    static final String NAME = "article-events";

    private final LogFollowers followers;
    private final ObjectProvider<ArticleEvents> told;

    /** @param told resolved at the first event only, since it needs the buses that are configured here */
    ArticleEventsProcessor(LogFollowers followers, ObjectProvider<ArticleEvents> told) {
        this.followers = followers;
        this.told = told;
    }

    @Override
    public void configureModule(Configurer configurer) {
        followers.register(
                configurer,
                new Follower(
                        NAME,
                        "no webhook is told of articles",
                        new ArticleEventsHandler(told::getObject),
                        ArticleEventsHandler::slim));
    }
}
