package io.talel.command.article;

import static io.talel.command.article.RandomArticle.AUTHOR;
import static io.talel.command.article.RandomArticle.BEGINNING;
import static io.talel.command.article.RandomArticle.ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.article.RandomArticle.Action;
import io.talel.command.article.RandomArticle.Seen;
import io.talel.command.personal.TestKeys;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.content.ArticleContent;
import io.talel.kernel.article.content.ArticleField;
import io.talel.kernel.article.history.ArticleDiff;
import io.talel.kernel.article.history.ArticleDiff.Change;
import io.talel.kernel.article.history.ArticleHistory;
import io.talel.kernel.article.history.HistoryEntry;
import io.talel.kernel.article.history.HistoryQuery.CompareVersions;
import io.talel.kernel.article.history.HistoryQuery.FindVersion;
import io.talel.kernel.article.history.HistoryQuery.FindVersionAt;
import io.talel.kernel.article.history.HistoryQuery.ListHistory;
import io.talel.kernel.article.history.PastArticle;
import io.talel.kernel.user.UserId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Whatever is done to an article, its past is what was seen then. */
class HistoryQueriesTest {

    private static final UserId BOB = new UserId(8);
    private static final int ROOM = Integer.MAX_VALUE;

    @Property(tries = 30)
    void its_author_sees_every_version_and_time(@ForAll("actions") List<Action> actions, @ForAll boolean asDraft) {
        RandomArticle article = after(actions, asDraft);
        HistoryQueries queries = queries(article);

        for (Seen seen : article.seen()) {
            assertThat(version(queries, AUTHOR, seen.version())).contains(seen.own());
        }
        for (int second = 0; second <= article.events().size(); second++) {
            assertThat(at(queries, AUTHOR, second))
                    .isEqualTo(last(article, second).map(Seen::own));
        }
    }

    @Property(tries = 30)
    void readers_see_what_they_saw_while_it_is_public(
            @ForAll("actions") List<Action> actions, @ForAll boolean asDraft) {
        RandomArticle article = after(actions, asDraft);
        HistoryQueries queries = queries(article);

        for (Seen seen : article.seen()) {
            Optional<ArticleContent> expected = article.isPublic() && seen.isNews() ? seen.shown() : Optional.empty();
            assertThat(version(queries, BOB, seen.version())).isEqualTo(expected);
            assertThat(version(queries, null, seen.version())).isEqualTo(expected);
        }
        for (int second = 0; second <= article.events().size(); second++) {
            Optional<Seen> then = last(article, second)
                    .filter(seen -> article.isPublic() && seen.shown().isPresent());
            assertThat(at(queries, null, second)).isEqualTo(then.flatMap(Seen::shown));
            assertThat(found(queries, null, second).map(found -> found.article().version()))
                    .isEqualTo(then.map(seen -> lastNews(article, seen)));
        }
    }

    private static long lastNews(RandomArticle article, Seen then) {
        return article.seen().stream()
                .filter(seen -> seen.isNews() && seen.version() <= then.version())
                .mapToLong(Seen::version)
                .max()
                .orElseThrow();
    }

    @Property(tries = 30)
    void readers_find_the_versions_that_they_saw_and_what_they_saw_change(
            @ForAll("actions") List<Action> actions, @ForAll boolean asDraft) {
        RandomArticle article = after(actions, asDraft);

        List<HistoryEntry> entries = entries(queries(article), null, 3);

        List<Seen> news = article.isPublic()
                ? article.seen().stream().filter(Seen::isNews).toList().reversed()
                : List.of();
        assertThat(entries.stream().map(HistoryEntry::version))
                .isEqualTo(news.stream().map(Seen::version).toList());
        for (int i = 0; i < news.size(); i++) {
            List<ArticleField> changed = i + 1 == news.size()
                    ? List.of()
                    : ArticleField.changed(
                            news.get(i + 1).shown().orElseThrow(),
                            news.get(i).shown().orElseThrow());
            assertThat(entries.get(i).changed()).isEqualTo(changed);
        }
    }

    @Property(tries = 30)
    void its_author_finds_every_version_and_what_changed(
            @ForAll("actions") List<Action> actions, @ForAll boolean asDraft) {
        RandomArticle article = after(actions, asDraft);

        List<HistoryEntry> entries = entries(queries(article), AUTHOR, 4).reversed();

        assertThat(entries).hasSameSizeAs(article.seen());
        for (int version = 0; version < entries.size(); version++) {
            assertThat(entries.get(version).version()).isEqualTo(version);
            assertThat(entries.get(version).changed())
                    .isEqualTo(
                            version == 0
                                    ? List.of()
                                    : ArticleField.changed(
                                            article.seen().get(version - 1).own(),
                                            article.seen().get(version).own()));
        }
    }

    @Example
    void nobody_sees_anything_of_a_removed_article() {
        RandomArticle article = after(List.of(Action.REVISE, Action.REVISE), false);
        article.events().add(new GenericDomainEventMessage<>("Article", ID.toString(), 3, new ArticleRemoved(ID)));
        isHidden(queries(article));
    }

    @Example
    void nobody_sees_anything_by_an_erased_person() {
        RandomArticle article = after(List.of(Action.REVISE, Action.REVISE), false);
        isHidden(new HistoryQueries(index(article), TestKeys.OF_NOBODY));
    }

    private static void isHidden(HistoryQueries queries) {
        assertThat(version(queries, AUTHOR, 1)).isEmpty();
        assertThat(version(queries, null, 1)).isEmpty();
        assertThat(at(queries, AUTHOR, 0)).isEmpty();
        assertThat(queries.handle(new ListHistory(ID, AUTHOR, Long.MAX_VALUE, 10, ROOM)))
                .isEmpty();
    }

    @Example
    void of_a_large_article_only_the_size_is_told_first() {
        HistoryQueries queries = queries(after(List.of(Action.REVISE), false));
        PastArticle large = queries.handle(new FindVersion(ID, null, 1, 1)).orElseThrow();
        assertThat(large.shown()).isEmpty();
        assertThat(large.bytes()).isGreaterThan(1);
        ArticleHistory page =
                queries.handle(new ListHistory(ID, null, Long.MAX_VALUE, 10, 1)).orElseThrow();
        assertThat(page.page()).isEmpty();
        assertThat(page.bytes()).isGreaterThan(1);
        assertThat(queries.handle(new ListHistory(ID, null, Long.MAX_VALUE, 10, page.bytes() + 10_000))
                        .orElseThrow()
                        .page())
                .isPresent();
    }

    @Example
    void strangers_are_not_told_the_size_of_what_they_do_not_see() {
        HistoryQueries hidden = queries(after(List.of(Action.UNPUBLISH), false));
        HistoryQueries edited = queries(after(List.of(Action.UNPUBLISH, Action.REVISE, Action.PUBLISH), false));
        for (UserId stranger : Arrays.asList(null, BOB)) {
            assertThat(hidden.handle(new FindVersion(ID, stranger, 0, 1))).isEmpty();
            assertThat(hidden.handle(new FindVersionAt(ID, stranger, BEGINNING, 1)))
                    .isEmpty();
            assertThat(hidden.handle(new CompareVersions(ID, stranger, 0, 1, 1)))
                    .isEmpty();
            assertThat(hidden.handle(new ListHistory(ID, stranger, Long.MAX_VALUE, 10, 1)))
                    .isEmpty();
            assertThat(edited.handle(new FindVersion(ID, stranger, 2, 1))).isEmpty();
            assertThat(edited.handle(new FindVersion(ID, stranger, 3, 1))).isPresent();
        }
        assertThat(hidden.handle(new FindVersion(ID, AUTHOR, 0, 1))).isPresent();
    }

    @Example
    void a_restored_article_is_published_again_to_readers() {
        HistoryQueries queries = queries(after(List.of(Action.TRASH, Action.RESTORE), false));
        assertThat(entries(queries, null, 9).getFirst().action()).isEqualTo(HistoryEntry.Action.PUBLISHED);
        assertThat(entries(queries, AUTHOR, 9).getFirst().action()).isEqualTo(HistoryEntry.Action.RESTORED);
    }

    @Example
    void a_difference_takes_room_for_its_lines_and_parts() {
        HistoryQueries queries = queries(after(List.of(Action.REVISE), false));
        int texts =
                queries.handle(new FindVersion(ID, null, 0, ROOM)).orElseThrow().bytes()
                        + queries.handle(new FindVersion(ID, null, 1, ROOM))
                                .orElseThrow()
                                .bytes();
        ArticleDiff large =
                queries.handle(new CompareVersions(ID, null, 0, 1, texts)).orElseThrow();
        assertThat(large.shown()).isEmpty();
        ArticleDiff found = queries.handle(new CompareVersions(ID, null, 0, 1, large.bytes()))
                .orElseThrow();
        List<Change> changes = found.shown().orElseThrow().changes();
        assertThat(found.bytes()).isEqualTo(texts + 59 * (ArticleDiff.lines(changes) + ArticleDiff.parts(changes)));
        assertThat(ArticleDiff.lines(changes)).isEqualTo(2);
        assertThat(ArticleDiff.parts(changes)).isEqualTo(4);
    }

    @Example
    void a_version_that_never_was_is_nothing() {
        HistoryQueries queries = queries(after(List.of(Action.REVISE), false));
        assertThat(version(queries, AUTHOR, 2)).isEmpty();
        assertThat(version(queries, AUTHOR, Long.MAX_VALUE)).isEmpty();
        assertThat(at(queries, AUTHOR, -1)).isEmpty();
    }

    @Provide
    Arbitrary<List<Action>> actions() {
        return Arbitraries.of(Action.class).list().ofMaxSize(120);
    }

    private static RandomArticle after(List<Action> actions, boolean asDraft) {
        RandomArticle article = new RandomArticle(asDraft);
        actions.forEach(article::act);
        return article;
    }

    private static HistoryQueries queries(RandomArticle article) {
        return new HistoryQueries(index(article), TestKeys.OF_EVERYBODY);
    }

    private static EventsInMemory index(RandomArticle article) {
        List<DomainEventMessage<?>> events = article.events();
        return new EventsInMemory(_ -> events);
    }

    private static Optional<ArticleContent> version(HistoryQueries queries, @Nullable UserId reader, long version) {
        return queries.handle(new FindVersion(ID, reader, version, ROOM)).map(HistoryQueriesTest::content);
    }

    private static Optional<ArticleContent> at(HistoryQueries queries, @Nullable UserId reader, int second) {
        return found(queries, reader, second).map(found -> found.article().content());
    }

    private static Optional<PastArticle.Shown> found(HistoryQueries queries, @Nullable UserId reader, int second) {
        return queries.handle(new FindVersionAt(ID, reader, BEGINNING.plusSeconds(second), ROOM))
                .flatMap(PastArticle::shown);
    }

    private static ArticleContent content(PastArticle found) {
        return found.shown().orElseThrow().article().content();
    }

    private static Optional<Seen> last(RandomArticle article, int second) {
        return article.seen().stream()
                .filter(seen -> !seen.at().isAfter(BEGINNING.plusSeconds(second)))
                .reduce((_, later) -> later);
    }

    /** All pages. */
    private static List<HistoryEntry> entries(HistoryQueries queries, @Nullable UserId reader, int limit) {
        List<HistoryEntry> entries = new ArrayList<>();
        long before = Long.MAX_VALUE;
        while (true) {
            Optional<ArticleHistory> found = queries.handle(new ListHistory(ID, reader, before, limit, ROOM));
            if (found.isEmpty()) {
                return entries;
            }
            ArticleHistory.Page page = found.get().page().orElseThrow();
            entries.addAll(page.entries());
            if (!page.hasMore()) {
                return entries;
            }
            before = page.entries().getLast().version();
        }
    }
}
