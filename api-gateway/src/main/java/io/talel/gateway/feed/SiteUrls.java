package io.talel.gateway.feed;

import io.talel.gateway.web.UserPath;
import io.talel.gateway.web.WebSettings;
import io.talel.kernel.article.Slug;
import java.net.URI;
import org.springframework.stereotype.Component;

/** Public addresses, percent-encoded. */
@Component
public final class SiteUrls {

    private final String api;
    private final String articles;

    public SiteUrls(WebSettings settings) {
        this.api = settings.apiBaseUrl().resolve("/v1").toString();
        this.articles = settings.articleUrl();
    }

    /** Where people read. */
    public String home() {
        return URI.create(articles).resolve("/").toString();
    }

    /** Short name of the site. */
    String name() {
        return URI.create(articles).getHost().replaceFirst("^www\\.", "");
    }

    public String article(Slug slug) {
        return articles + UserPath.segment(slug.value());
    }

    public String feed(FeedTopic topic, FeedFormat format) {
        return api(topic.path(format));
    }

    /** @param path behind {@code /v1} */
    public String api(String path) {
        return api + path;
    }
}
