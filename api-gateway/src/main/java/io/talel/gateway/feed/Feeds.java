package io.talel.gateway.feed;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.web.HttpRefusal;
import io.talel.gateway.web.NotFoundRefusals;
import io.talel.gateway.web.pool.AnswerMemory;
import io.talel.kernel.article.view.ArticleEntry;
import io.talel.kernel.article.view.ArticleQuery.DigestFeed;
import io.talel.kernel.article.view.ArticleQuery.ListFeed;
import io.talel.kernel.article.view.FeedArticle;
import io.talel.kernel.article.view.ListDigest;
import io.talel.kernel.user.UserQuery.FindUser;
import io.talel.kernel.user.UserView;
import io.talel.kernel.user.Username;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Makes feeds of what readers see. */
@Component
final class Feeds {

    /** Articles in a feed. */
    static final int ARTICLES = 30;

    /** Most HTML in a feed, in bytes. A larger article has only its summary. */
    static final int MAX_BYTES = 512 * 1024;

    static final int MAX_BYTES_OF_ONE = 128 * 1024;

    private final Queries queries;
    private final NotFoundRefusals refusals;
    private final AnswerMemory memory;
    private final SiteUrls addresses;
    private final HubSettings settings;

    Feeds(Queries queries, NotFoundRefusals refusals, AnswerMemory memory, SiteUrls addresses, HubSettings settings) {
        this.queries = queries;
        this.refusals = refusals;
        this.memory = memory;
        this.addresses = addresses;
        this.settings = settings;
    }

    /**
     * A tag that no article has is a feed without entries: it may get one again.
     *
     * @throws HttpRefusal if there is no such author
     */
    ListDigest digest(FeedTopic topic) {
        ListDigest digest = queries.ask(new DigestFeed(topic.filter(), ARTICLES), ListDigest.class);
        if (digest.count() == 0) {
            topic.filter().author().ifPresent(this::requireUser);
        }
        return digest;
    }

    /** Hash of what a feed shows of the site: addresses and the hub. */
    int site(FeedTopic topic, FeedFormat format) {
        return Objects.hash(addresses.home(), addresses.feed(topic, format), settings.hub());
    }

    /** @throws HttpRefusal if there is no room */
    Feed of(FeedTopic topic, FeedFormat format) {
        memory.reserve(MAX_BYTES);
        List<FeedArticle> articles =
                queries.list(new ListFeed(topic.filter(), ARTICLES, MAX_BYTES, MAX_BYTES_OF_ONE), FeedArticle.class);
        List<Feed.Entry> entries = articles.stream().map(this::entry).toList();
        return new Feed(
                topic.name(),
                XmlText.of(topic.title(addresses.name())),
                XmlText.of(topic.description(addresses.name())),
                addresses.feed(topic, format),
                addresses.home(),
                entries.stream().map(Feed.Entry::updated).max(Comparator.naturalOrder()),
                settings.hubAddress(),
                entries);
    }

    private void requireUser(Username author) {
        if (queries.find(new FindUser(author), UserView.class).isEmpty()) {
            throw refusals.ofUser(author.value());
        }
    }

    private Feed.Entry entry(FeedArticle article) {
        ArticleEntry entry = article.entry();
        String url = addresses.article(entry.slug());
        Instant published = entry.createdAt();
        return new Feed.Entry(
                FeedTopic.name(entry.id().value()),
                url,
                XmlText.of(entry.heading().title().value()),
                XmlText.of(article.summary()),
                article.html().map(html -> XmlText.of(AbsoluteAddresses.in(html, url))),
                XmlText.of(entry.author().username().value()),
                entry.heading().tags().values().stream().map(XmlText::of).toList(),
                entry.heading().language().value(),
                published,
                entry.updatedAt().isBefore(published) ? published : entry.updatedAt());
    }
}
