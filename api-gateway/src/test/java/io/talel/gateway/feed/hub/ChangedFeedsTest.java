package io.talel.gateway.feed.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.gateway.bus.Queries;
import io.talel.gateway.feed.SiteUrls;
import io.talel.gateway.web.WebSettings;
import io.talel.kernel.AwaitVersion;
import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.view.ArticleQuery.FindLists;
import io.talel.kernel.article.view.ListedUnder;
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

class ChangedFeedsTest {

    private static final ArticleId ID = new ArticleId(42);

    private final SimpleQueryBus bus = SimpleQueryBus.builder().build();
    private final ChangedFeeds feeds = new ChangedFeeds(
            new Queries(DefaultQueryGateway.builder().queryBus(bus).build()),
            new SiteUrls(new WebSettings(
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

    @Test
    void the_feeds_of_all_articles_of_the_author_and_of_the_tags_have_changed() {
        lists = new ListedUnder(Optional.of(new Username("ada")), List.of("c/c++", "news"));

        assertThat(changed())
                .contains(Stream.of(
                                "/feeds/%s",
                                "/users/ada/feeds/%s", "/feeds/%s?tag=c%%2Fc%%2B%%2B", "/feeds/%s?tag=news")
                        .flatMap(ChangedFeedsTest::addresses)
                        .toList());
        assertThat(awaited).containsExactly(new StreamVersion("article-42", 7));
    }

    private static Stream<String> addresses(String path) {
        return Stream.of("rss.xml", "atom.xml", "feed.json")
                .map(file -> "https://api.talel.io/v1" + path.formatted(file));
    }

    @Test
    void of_an_article_that_is_gone_the_feed_of_all_is_told() {
        assertThat(changed()).contains(addresses("/feeds/%s").toList());
    }

    @Test
    void of_a_lost_tag_nothing_but_its_own_feeds_is_told_and_not_too_early() {
        lists = new ListedUnder(Optional.of(new Username("ada")), List.of("news"));

        assertThat(feeds.of(ID, 7, Optional.of("c#")))
                .contains(addresses("/feeds/%s?tag=c%%23").toList());
        shown = false;
        assertThat(feeds.of(ID, 7, Optional.of("c#"))).isEmpty();
    }

    @Test
    void an_erased_author_has_no_feed() {
        lists = new ListedUnder(Optional.empty(), List.of());

        assertThat(changed()).contains(addresses("/feeds/%s").toList());
    }

    @Test
    void what_the_read_models_do_not_show_yet_has_changed_no_feed() {
        shown = false;

        assertThat(changed()).isEmpty();
    }

    private Optional<List<String>> changed() {
        return feeds.of(ID, 7, Optional.empty());
    }
}
