package io.talel.gateway.feed.hub;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.feed.FeedFormat;
import io.talel.gateway.feed.FeedTopic;
import io.talel.gateway.feed.SiteUrls;
import io.talel.kernel.AwaitVersion;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.view.ArticleQuery.FindLists;
import io.talel.kernel.article.view.ListedUnder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Looks up which feeds an article has changed, once they show the change. */
@Component
final class ChangedFeeds {

    private static final Duration VISIBLE = Duration.ofSeconds(1);

    private final Queries queries;
    private final SiteUrls addresses;

    ChangedFeeds(Queries queries, SiteUrls addresses) {
        this.queries = queries;
        this.addresses = addresses;
    }

    /**
     * Addresses of feeds, in every format: of all articles, of the author, of the tags. If an article went with its author's account,
     * neither author nor tags are known; the tags are lost ones.
     *
     * @param lostTag only the feeds of this tag count, which the article had before the change
     * @return empty if the read models do not show the change yet
     */
    Optional<List<String>> of(ArticleId article, long version, Optional<String> lostTag) {
        StreamVersion position = new StreamVersion(article.toString(), version);
        if (!queries.ask(new AwaitVersion(position, VISIBLE.toMillis()), Boolean.class)) {
            return Optional.empty();
        }
        Stream<FeedTopic> topics =
                lostTag.map(tag -> Stream.of(FeedTopic.ofTag(tag))).orElseGet(() -> topics(article));
        return Optional.of(topics.flatMap(this::feeds).toList());
    }

    private Stream<FeedTopic> topics(ArticleId article) {
        Stream<FeedTopic> others =
                queries.find(new FindLists(article), ListedUnder.class).stream().flatMap(ChangedFeeds::topics);
        return Stream.concat(Stream.of(FeedTopic.ALL), others);
    }

    private static Stream<FeedTopic> topics(ListedUnder lists) {
        return Stream.concat(
                lists.author().map(FeedTopic::ofAuthor).stream(),
                lists.tags().stream().map(FeedTopic::ofTag));
    }

    private Stream<String> feeds(FeedTopic topic) {
        return Arrays.stream(FeedFormat.values()).map(format -> addresses.feed(topic, format));
    }
}
