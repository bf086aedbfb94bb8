package io.talel.command.article;

import static io.talel.command.article.RandomArticle.AUTHOR;
import static io.talel.command.article.RandomArticle.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.article.RandomArticle.Action;
import io.talel.command.article.RandomArticle.Seen;
import io.talel.command.personal.PersonKeys;
import io.talel.command.personal.TestKeys;
import io.talel.kernel.article.ArticleContent;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.SlugChanged;
import io.talel.kernel.article.ArticleNews;
import io.talel.kernel.article.ArticleNews.Kind;
import io.talel.kernel.article.FindNews;
import io.talel.kernel.article.Title;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.axonframework.eventhandling.DomainEventMessage;

/** News are what readers see change, whatever is done to an article. */
class NewsQueriesTest {

    @Property(tries = 50)
    void readers_are_told_what_they_see_change_and_nothing_else(
            @ForAll("actions") List<Action> actions, @ForAll boolean asDraft) {
        RandomArticle article = after(actions, asDraft);
        NewsQueries queries = queries(article, TestKeys.OF_EVERYBODY);

        Optional<ArticleContent> before = Optional.empty();
        for (Seen seen : article.seen()) {
            Optional<ArticleNews> news = queries.handle(new FindNews(ID, seen.version()));
            Object event = article.events().get((int) seen.version()).getPayload();
            assertThat(news.map(ArticleNews::kind)).isEqualTo(kind(before, seen, event));
            Title told = seen.shown()
                    .map(ArticleContent::title)
                    .orElse(before.map(ArticleContent::title).orElse(null));
            news.ifPresent(found -> {
                assertThat(found.title()).isEqualTo(told);
                assertThat(found.authorId()).isEqualTo(AUTHOR);
                assertThat(found.at()).isEqualTo(seen.at());
            });
            before = seen.shown();
        }
    }

    private static Optional<Kind> kind(Optional<ArticleContent> before, Seen now, Object event) {
        if (now.shown().isEmpty()) {
            return before.map(_ -> event instanceof ArticleTrashed ? Kind.REMOVED : Kind.UNPUBLISHED);
        }
        if (before.isEmpty()) {
            return Optional.of(Kind.PUBLISHED);
        }
        return now.isNews() || event instanceof SlugChanged ? Optional.of(Kind.REVISED) : Optional.empty();
    }

    @Example
    void edits_behind_a_pinned_version_are_told_when_they_are_published_and_not_before() {
        RandomArticle article = after(
                List.of(
                        Action.SCHEDULE,
                        Action.RETITLE,
                        Action.COME_DUE,
                        Action.RETITLE,
                        Action.SCHEDULE,
                        Action.CANCEL,
                        Action.PUBLISH),
                true);
        NewsQueries queries = queries(article, TestKeys.OF_EVERYBODY);
        List<String> told = LongStream.range(0, article.events().size())
                .boxed()
                .flatMap(version -> queries.handle(new FindNews(ID, version)).stream())
                .map(news -> news.kind() + " " + news.title().value())
                .toList();
        assertThat(told).containsExactly("PUBLISHED Hello", "REVISED Title 5");
    }

    @Example
    void nothing_is_told_of_an_erased_author_or_of_a_version_that_never_was() {
        RandomArticle article = after(List.of(Action.REVISE), false);
        assertThat(queries(article, TestKeys.OF_NOBODY).handle(new FindNews(ID, 0)))
                .isEmpty();
        assertThat(queries(article, TestKeys.OF_EVERYBODY).handle(new FindNews(ID, 2)))
                .isEmpty();
    }

    @Provide
    Arbitrary<List<Action>> actions() {
        // Nothing but a restoration is done to what is in the trash, so most do something else.
        return Arbitraries.frequencyOf(
                        Tuple.of(20, Arbitraries.of(EnumSet.complementOf(EnumSet.of(Action.TRASH)))),
                        Tuple.of(1, Arbitraries.just(Action.TRASH)))
                .list()
                .ofMinSize(20)
                .ofMaxSize(60);
    }

    private static RandomArticle after(List<Action> actions, boolean asDraft) {
        RandomArticle article = new RandomArticle(asDraft);
        actions.forEach(article::act);
        return article;
    }

    private static NewsQueries queries(RandomArticle article, PersonKeys keys) {
        List<DomainEventMessage<?>> events = article.events();
        return new NewsQueries(new EventsInMemory(_ -> events), keys);
    }
}
