package io.talel.gateway.bus.events;

import io.talel.gateway.bus.events.EventLogProcessors.Definition;
import io.talel.kernel.article.news.NewsLog;
import org.axonframework.config.Configurer;
import org.axonframework.config.ConfigurerModule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The processor that follows the log for {@link ArticleEventListener}. */
@Component
final class ArticleEventsProcessor implements ConfigurerModule {

    static final String NAME = "article-events";

    private final EventLogProcessors processors;
    private final ObjectProvider<ArticleEventListener> told;
    private final ObjectProvider<NewsLog> news;

    /** Both are resolved at the first event only, since some need the buses that are configured here. */
    ArticleEventsProcessor(
            EventLogProcessors processors, ObjectProvider<ArticleEventListener> told, ObjectProvider<NewsLog> news) {
        this.processors = processors;
        this.told = told;
        this.news = news;
    }

    @Override
    public void configureModule(Configurer configurer) {
        processors.register(
                configurer,
                new Definition(
                        NAME,
                        "no webhook and no hub learns of articles",
                        new ArticleEventsHandler(told::stream, (article, version) -> news.getObject()
                                .of(article, version)),
                        ArticleEventsHandler::slim));
    }
}
