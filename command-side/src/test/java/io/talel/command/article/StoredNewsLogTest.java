package io.talel.command.article;

import static io.talel.command.article.RandomArticle.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.article.RandomArticle.Action;
import io.talel.command.article.RandomArticle.Seen;
import io.talel.command.eventlog.commit.CommitSignal;
import io.talel.command.personal.TestKeys;
import io.talel.kernel.article.ArticleEvent.ArticleDrafted;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleScheduled;
import io.talel.kernel.article.ArticleEvent.Beginning;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.kernel.article.ArticleEvent.SlugChanged;
import io.talel.kernel.article.ArticleEvent.VersionPinned;
import io.talel.kernel.article.ArticleEvent.VersionUnpinned;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.news.ArticleNews;
import io.talel.kernel.article.news.ArticleNews.Kind;
import io.talel.kernel.article.news.NewsLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** Whatever is done to an article, the log tells what a reader notices who looks after each of its events. */
class StoredNewsLogTest {

    @Property(tries = 40)
    void it_tells_what_a_reader_would_see_from_wherever_one_begins(
            @ForAll("actions") List<Action> actions, @ForAll boolean asDraft) {
        RandomArticle article = after(actions, asDraft);
        LogInMemory log = new LogInMemory(article.events());
        List<ArticleNews> noticed = noticed(article);
        NewsLog news = news(log, TestKeys.OF_EVERYBODY);

        for (long place = 0; place <= log.head(); place++) {
            assertThat(from(news, place)).isEqualTo(after(noticed, place));
        }
        assertThat(news.last())
                .hasValue(noticed.isEmpty() ? 0 : noticed.getLast().place());
    }

    @Property(tries = 40)
    void of_each_event_it_tells_the_same(@ForAll("actions") List<Action> actions, @ForAll boolean asDraft) {
        RandomArticle article = after(actions, asDraft);
        NewsLog news = news(new LogInMemory(article.events()), TestKeys.OF_EVERYBODY);

        assertThat(LongStream.rangeClosed(0, article.events().size())
                        .boxed()
                        .flatMap(version -> news.of(ID, version).stream()))
                .isEqualTo(noticed(article));
    }

    @Property(tries = 40)
    void it_tells_nothing_before_it_is_settled(@ForAll("actions") List<Action> actions, @ForAll boolean asDraft) {
        RandomArticle article = after(actions, asDraft);
        LogInMemory log = new LogInMemory(article.events());
        List<ArticleNews> noticed = noticed(article);

        for (long settled = 0; settled <= log.head(); settled++) {
            long end = settled;
            NewsLog news = new StoredNewsLog(
                    log, new Settled(OptionalLong.of(end)), TestKeys.OF_EVERYBODY, new CommitSignal());
            List<ArticleNews> expected =
                    noticed.stream().filter(one -> one.place() <= end).toList();
            assertThat(from(news, 0)).isEqualTo(expected);
            assertThat(news.last())
                    .hasValue(expected.isEmpty() ? 0 : expected.getLast().place());
        }
    }

    @Example
    void of_every_kind_of_event_it_is_known_whether_it_can_be_news() {
        assertThat(ArticleEventKinds.ALL.stream().filter(kind -> !StoredNewsLog.CANDIDATES.contains(kind)))
                .containsExactlyInAnyOrder(ArticleDrafted.class, ArticleScheduled.class, ScheduleCancelled.class);
    }

    @Example
    void while_it_is_not_known_what_is_settled_there_is_nothing() {
        LogInMemory log = new LogInMemory(after(List.of(), false).events());
        NewsLog news =
                new StoredNewsLog(log, new Settled(OptionalLong.empty()), TestKeys.OF_EVERYBODY, new CommitSignal());

        assertThat(news.last()).isEmpty();
        assertThat(news.after(0)).isEqualTo(new NewsLog.Page(List.of(), 0, 0, true));
    }

    @Example
    void edits_beside_a_pinned_version_are_told_when_it_goes() {
        RandomArticle article = after(
                List.of(
                        Action.SCHEDULE,
                        Action.REVISE,
                        Action.COME_DUE,
                        Action.REVISE,
                        Action.RETITLE,
                        Action.SCHEDULE,
                        Action.CANCEL,
                        Action.PUBLISH),
                true);

        assertThat(from(news(new LogInMemory(article.events()), TestKeys.OF_EVERYBODY), 0).stream()
                        .map(news -> news.kind() + " " + news.version()))
                .containsExactly("PUBLISHED 1", "REVISED 9");
    }

    @Example
    void another_address_is_told_at_once_and_of_a_hidden_article_when_it_is_published() {
        RandomArticle article = after(
                List.of(
                        Action.SCHEDULE,
                        Action.REVISE,
                        Action.COME_DUE,
                        Action.RENAME,
                        Action.UNPUBLISH,
                        Action.RENAME,
                        Action.PUBLISH),
                true);

        assertThat(from(news(new LogInMemory(article.events()), TestKeys.OF_EVERYBODY), 0).stream()
                        .map(news -> news.kind() + " " + news.version() + " " + news.slug()))
                .containsExactly(
                        "PUBLISHED 1 hello", "REVISED 1 slug-5", "UNPUBLISHED null slug-5", "PUBLISHED 9 slug-7");
    }

    @Example
    void of_a_removed_article_it_tells_only_that_it_is_hidden() {
        RandomArticle article = after(List.of(Action.REVISE, Action.UNPUBLISH, Action.PUBLISH), false);
        article.events().add(new GenericDomainEventMessage<>("Article", ID.toString(), 4, new ArticleRemoved(ID)));
        LogInMemory log = new LogInMemory(article.events());

        assertThat(from(news(log, TestKeys.OF_EVERYBODY), 0))
                .allSatisfy(StoredNewsLogTest::isHidden)
                .hasSize(2);
        assertThat(news(log, TestKeys.OF_EVERYBODY).last()).hasValue(log.head());
    }

    @Example
    void of_an_erased_author_it_tells_only_what_is_hidden() {
        RandomArticle article = after(List.of(Action.REVISE, Action.TRASH, Action.RESTORE), false);
        LogInMemory log = new LogInMemory(article.events());

        assertThat(from(news(log, TestKeys.OF_NOBODY), 0))
                .allSatisfy(StoredNewsLogTest::isHidden)
                .hasSize(1);
        assertThat(news(log, TestKeys.OF_NOBODY).last()).hasValue(log.head());
    }

    @Example
    void many_events_that_nobody_sees_are_passed_in_pages() {
        List<Action> edits = Collections.nCopies(3 * StoredNewsLog.EVENTS_A_PAGE, Action.REVISE);
        RandomArticle article = after(edits, true);
        article.act(Action.PUBLISH);
        NewsLog news = news(new LogInMemory(article.events()), TestKeys.OF_EVERYBODY);

        assertThat(news.after(0).news()).isEmpty();
        assertThat(news.after(0).isEnd()).isFalse();
        assertThat(from(news, 0)).singleElement().satisfies(one -> assertThat(one.kind())
                .isEqualTo(Kind.PUBLISHED));
    }

    private static void isHidden(ArticleNews news) {
        assertThat(news.kind()).isEqualTo(Kind.UNPUBLISHED);
        assertThat(news.slug()).isNull();
        assertThat(news.version()).isNull();
    }

    /** Pinned versions are often there, and the trash seldom. */
    @Provide
    Arbitrary<List<Action>> actions() {
        return Arbitraries.frequency(
                        Tuple.of(4, Action.REVISE),
                        Tuple.of(2, Action.RETITLE),
                        Tuple.of(2, Action.RENAME),
                        Tuple.of(2, Action.REVERT),
                        Tuple.of(2, Action.PUBLISH),
                        Tuple.of(3, Action.UNPUBLISH),
                        Tuple.of(4, Action.SCHEDULE),
                        Tuple.of(1, Action.CANCEL),
                        Tuple.of(4, Action.COME_DUE),
                        Tuple.of(1, Action.TRASH),
                        Tuple.of(3, Action.RESTORE))
                .list()
                .ofMinSize(20)
                .ofMaxSize(80);
    }

    private static RandomArticle after(List<Action> actions, boolean asDraft) {
        RandomArticle article = new RandomArticle(asDraft);
        actions.forEach(article::act);
        return article;
    }

    private static NewsLog news(LogInMemory log, TestKeys keys) {
        return new StoredNewsLog(log, new Settled(OptionalLong.of(log.head())), keys, new CommitSignal());
    }

    private static List<ArticleNews> after(List<ArticleNews> noticed, long place) {
        return noticed.stream().filter(one -> one.place() > place).toList();
    }

    private static List<ArticleNews> from(NewsLog news, long place) {
        List<ArticleNews> all = new ArrayList<>();
        NewsLog.Page page;
        long through = place;
        do {
            page = news.after(through);
            all.addAll(page.news());
            through = page.through();
        } while (!page.isEnd());
        return all;
    }

    /** What a reader notices who reads the article after each of its events. */
    private static List<ArticleNews> noticed(RandomArticle article) {
        List<ArticleNews> noticed = new ArrayList<>();
        Optional<ArticleContent> before = Optional.empty();
        for (Seen seen : article.seen()) {
            if (before.isPresent() && seen.shown().isEmpty()) {
                noticed.add(news(article, seen, Kind.UNPUBLISHED));
            } else if (before.isEmpty() && seen.shown().isPresent()) {
                noticed.add(news(article, seen, Kind.PUBLISHED));
            } else if (seen.isNews() || isMoved(article, seen)) {
                noticed.add(news(article, seen, Kind.REVISED));
            }
            before = seen.shown();
        }
        return noticed;
    }

    private static boolean isMoved(RandomArticle article, Seen seen) {
        return seen.shown().isPresent()
                && article.events().get((int) seen.version()).getPayload() instanceof SlugChanged;
    }

    private static ArticleNews news(RandomArticle article, Seen seen, Kind kind) {
        return new ArticleNews(
                LogInMemory.place((int) seen.version()),
                kind,
                ID,
                RandomArticle.AUTHOR,
                slug(article, seen.version()),
                kind == Kind.UNPUBLISHED ? null : shownVersion(article, seen.version()),
                seen.at());
    }

    private static Slug slug(RandomArticle article, long version) {
        for (DomainEventMessage<?> event :
                article.events().subList(0, (int) version + 1).reversed()) {
            switch (event.getPayload()) {
                case Beginning begun -> {
                    return begun.slug();
                }
                case SlugChanged changed -> {
                    return changed.slug();
                }
                default -> {}
            }
        }
        throw new AssertionError("An article begins with a slug");
    }

    /** The number in the tag of readers: that of the pinned text, else that of the stream. */
    private static long shownVersion(RandomArticle article, long version) {
        for (DomainEventMessage<?> event :
                article.events().subList(0, (int) version + 1).reversed()) {
            if (event.getPayload() instanceof VersionPinned pinned) {
                return pinned.version();
            }
            if (event.getPayload() instanceof VersionUnpinned) {
                return version;
            }
        }
        return version;
    }
}
