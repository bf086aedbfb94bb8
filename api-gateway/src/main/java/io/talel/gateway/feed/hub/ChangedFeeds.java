package io.talel.gateway.feed.hub;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.feed.FeedFormat;
import io.talel.gateway.feed.FeedTopic;
import io.talel.gateway.feed.SiteAddresses;
import io.talel.kernel.AwaitVersion;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleQuery.FindLists;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.ListedUnder;
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
    private final SiteAddresses addresses;

    ChangedFeeds(Queries queries, SiteAddresses addresses) {
        this.queries = queries;
        this.addresses = addresses;
    }

    /**
     * Addresses of feeds, in every format: of all articles, of the author, of the tags. A draft is in none. An article in
     * the trash may have been a draft: its tags are left out unless it was taken back. Of an article that went with its author's
     * account, neither author nor tags are known.
     *
     * @return empty if the read models do not show the change yet
     */
    Optional<List<String>> of(ArticleId article, FeedPing ping) {
        StreamVersion position = new StreamVersion(article.toString(), ping.version());
        if (!queries.ask(new AwaitVersion(position, VISIBLE.toMillis()), Boolean.class)) {
            return Optional.empty();
        }
        Stream<FeedTopic> topics = queries.find(new FindLists(article), ListedUnder.class)
                .map(lists -> topics(lists, ping.withdrawn()))
                .orElse(Stream.of(FeedTopic.ALL));
        return Optional.of(topics.flatMap(this::feeds).toList());
    }

    private static Stream<FeedTopic> topics(ListedUnder lists, boolean withdrawn) {
        boolean wasPublic = withdrawn || lists.status() == ArticleStatus.PUBLISHED;
        if (!wasPublic && lists.status() == ArticleStatus.DRAFT) {
            return Stream.empty();
        }
        return Stream.of(
                        Stream.of(FeedTopic.ALL),
                        lists.author().map(FeedTopic::ofAuthor).stream(),
                        lists.tags().stream().filter(_ -> wasPublic).map(FeedTopic::ofTag))
                .flatMap(topics -> topics);
    }

    private Stream<String> feeds(FeedTopic topic) {
        return Arrays.stream(FeedFormat.values()).map(format -> addresses.feed(topic, format));
    }
}
