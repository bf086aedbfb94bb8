package io.talel.gateway.feed.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.feed.SiteAddresses;
import io.talel.gateway.web.WebSettings;
import io.talel.kernel.AwaitVersion;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleQuery.FindLists;
import io.talel.kernel.article.ArticleStatus;
import io.talel.kernel.article.ListedUnder;
import io.talel.kernel.user.Username;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangedFeedsTest {

    private static final ArticleId ID = new ArticleId(42);

    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
    private final ChangedFeeds feeds = new ChangedFeeds(
            new Queries(DefaultQueryGateway.builder().queryBus(bus).build()),
            new SiteAddresses(new WebSettings(
                    List.of(), URI.create("https://api.talel.io"), "https://www.talel.io/articles/", false)));
    private final List<StreamVersion> awaited = new ArrayList<>();
    private boolean shown = true;
    private @Nullable ListedUnder lists;

    @BeforeEach
    void the_read_models_answer() {
        bus.subscribe(AwaitVersion.class.getName(), Boolean.class, query -> {
            awaited.add(((AwaitVersion) query.getPayload()).position());
            return shown;
        });
        bus.subscribe(FindLists.class.getName(), ListedUnder.class, _ -> lists);
    }

    @ParameterizedTest
    @CsvSource({
        "PUBLISHED, false, all author tags",
        "PUBLISHED, true, all author tags",
        "DRAFT, false, ''",
        "DRAFT, true, all author tags",
        "REMOVED, false, all author",
        "REMOVED, true, all author tags"
    })
    void the_hub_hears_of_what_readers_see_or_saw(ArticleStatus status, boolean withdrawn, String told) {
        lists = new ListedUnder(Optional.of(new Username("ada")), List.of("c/c++", "news"), status);

        assertThat(changed(withdrawn))
                .contains(Stream.of(
                                addresses(told, "all", "/feeds/%s"),
                                addresses(told, "author", "/users/ada/feeds/%s"),
                                addresses(told, "tags", "/feeds/%s?tag=c%%2Fc%%2B%%2B"),
                                addresses(told, "tags", "/feeds/%s?tag=news"))
                        .flatMap(addresses -> addresses)
                        .toList());
        assertThat(awaited).containsExactly(new StreamVersion("article-42", 7));
    }

    private static Stream<String> addresses(String told, String topic, String path) {
        return Stream.of("rss.xml", "atom.xml", "feed.json")
                .filter(_ -> told.contains(topic))
                .map(file -> "https://api.talel.io/v1" + path.formatted(file));
    }

    @Test
    void of_an_article_that_is_gone_the_feed_of_all_is_told() {
        assertThat(changed(false)).contains(addresses("all", "all", "/feeds/%s").toList());
    }

    @Test
    void an_erased_author_has_no_feed() {
        lists = new ListedUnder(Optional.empty(), List.of(), ArticleStatus.PUBLISHED);

        assertThat(changed(false)).contains(addresses("all", "all", "/feeds/%s").toList());
    }

    @Test
    void what_the_read_models_do_not_show_yet_has_changed_no_feed() {
        shown = false;

        assertThat(changed(false)).isEmpty();
    }

    private Optional<List<String>> changed(boolean withdrawn) {
        return feeds.of(ID, new FeedPing("article-42", 7, withdrawn, 1, 1));
    }
}
