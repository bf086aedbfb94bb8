package io.talel.command.article;

import io.talel.command.eventlog.commit.CommitSignal;
import io.talel.command.eventlog.commit.SettledLog;
import io.talel.command.eventlog.index.LogIndex;
import io.talel.command.eventlog.index.LogIndex.Address;
import io.talel.command.eventlog.index.LogIndex.Found;
import io.talel.command.personal.PersonKeys;
import io.talel.kernel.article.ArticleEvent.ArticleRemoved;
import io.talel.kernel.article.ArticleEvent.ArticleRestored;
import io.talel.kernel.article.ArticleEvent.ArticleScheduled;
import io.talel.kernel.article.ArticleEvent.ArticleTrashed;
import io.talel.kernel.article.ArticleEvent.ArticleUnpublished;
import io.talel.kernel.article.ArticleEvent.ScheduleCancelled;
import io.talel.kernel.article.ArticleEvent.SlugChanged;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.news.ArticleNews;
import io.talel.kernel.article.news.ArticleNews.Kind;
import io.talel.kernel.article.news.NewsLog;
import io.talel.kernel.user.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides of each event whether readers can notice it, by what came before it in its stream. Everything that is kept from
 * readers passes without a trace. Articles that were removed, or whose author was erased, are only told to be hidden.
 */
final class StoredNewsLog implements NewsLog {

    /** Most events that are looked at for one page. */
    static final int EVENTS_A_PAGE = 50;

    /** Most places of the log that one page passes, so that a statement ends soon where nothing is news. */
    static final long PLACES_A_PAGE = 5_000;

    /** Events that can be news to readers. */
    static final List<Class<?>> CANDIDATES = Stream.of(
                    ArticleEventKinds.PUBLICATIONS,
                    ArticleEventKinds.EDITS,
                    ArticleEventKinds.PINS,
                    List.<Class<?>>of(
                            ArticleUnpublished.class,
                            ArticleTrashed.class,
                            ArticleRestored.class,
                            ArticleRemoved.class))
            .flatMap(List::stream)
            .toList();

    /** Events that decide what readers see. */
    private static final List<Class<?>> CONTEXT = ArticleEventKinds.ALL.stream()
            .filter(kind -> kind != ArticleScheduled.class && kind != ScheduleCancelled.class)
            .toList();

    private final LogIndex index;
    private final SettledLog log;
    private final PersonKeys keys;
    private final CommitSignal commits;

    StoredNewsLog(LogIndex index, SettledLog log, PersonKeys keys, CommitSignal commits) {
        this.index = index;
        this.log = log;
        this.keys = keys;
        this.commits = commits;
    }

    /** An event that readers can notice. */
    private record News(Found event, Kind kind, LastEvents now) {

        static Optional<News> of(Found event) {
            LastEvents before = new LastEvents(event.before());
            LastEvents now = before.with(event.event());
            return notice(before, now).map(kind -> new News(event, kind, now));
        }

        /** The event that names the author. */
        Address beginning() {
            return new Address(event.stream(), 0);
        }

        /** The event that gave the slug of that time; readers may never have seen a later one. */
        Address slug() {
            return new Address(event.stream(), now.lastVersion(ArticleEventKinds.SLUGS));
        }

        /** The event that names the version that readers see instead of the newest, if they do. */
        Optional<Address> pin() {
            return now.isPublic() && now.isPinned()
                    ? now.last(ArticleEventKinds.PINS).map(pin -> new Address(event.stream(), pin.version()))
                    : Optional.empty();
        }
    }

    private static Optional<Kind> notice(LastEvents before, LastEvents now) {
        if (!now.isPublic()) {
            return before.isPublic() ? Optional.of(Kind.UNPUBLISHED) : Optional.empty();
        }
        if (!before.isPublic()) {
            return Optional.of(Kind.PUBLISHED);
        }
        boolean isShown = now.shownVersion() == now.version() || isMoved(now);
        return isShown ? Optional.of(Kind.REVISED) : Optional.empty();
    }

    /** Another address counts at once, also beside a pinned version. */
    private static boolean isMoved(LastEvents now) {
        return now.places().getLast().kind() == SlugChanged.class;
    }

    @Override
    public OptionalLong last() {
        OptionalLong settled = log.place();
        return settled.isPresent() ? OptionalLong.of(last(settled.getAsLong())) : settled;
    }

    @Override
    public long end() {
        return log.end();
    }

    private long last(long settled) {
        long end = settled;
        while (end > 0) {
            long start = Math.max(0, end - PLACES_A_PAGE);
            List<Found> found = index.last(start, end, CANDIDATES, CONTEXT, EVENTS_A_PAGE);
            Optional<Long> last = found.stream()
                    .filter(event -> News.of(event).isPresent())
                    .map(Found::place)
                    .findFirst();
            if (last.isPresent()) {
                return last.get();
            }
            end = found.size() < EVENTS_A_PAGE ? start : found.getLast().place() - 1;
        }
        return 0;
    }

    @Override
    public Page after(long place) {
        long settled = log.place().orElse(place);
        if (settled <= place) {
            return new Page(List.of(), place, place, true);
        }
        long end = Math.min(settled, place + PLACES_A_PAGE);
        List<Found> found = index.first(place, end, CANDIDATES, CONTEXT, EVENTS_A_PAGE);
        List<News> news = found.stream().map(News::of).flatMap(Optional::stream).toList();
        long last = news.isEmpty() ? place : news.getLast().event().place();
        long through = found.size() < EVENTS_A_PAGE ? end : found.getLast().place();
        return new Page(news.isEmpty() ? List.of() : told(news), last, through, through == settled);
    }

    @Override
    public Optional<ArticleNews> of(ArticleId article, long version) {
        return index.at(new Address(article.toString(), version), CANDIDATES, CONTEXT)
                .flatMap(News::of)
                .flatMap(news -> told(List.of(news)).stream().findFirst());
    }

    private List<ArticleNews> told(List<News> news) {
        Set<Address> asked = new HashSet<>();
        news.forEach(one -> {
            asked.add(one.beginning());
            asked.add(one.slug());
            one.pin().ifPresent(asked::add);
        });
        Map<Address, Map<String, String>> fields = index.firstFields(asked);
        // A restored log may lack the first event of a stream, and readers see nothing of such an article.
        List<News> known = news.stream()
                .filter(one -> author(one.event().stream(), fields).isPresent())
                .toList();
        Set<String> hidden = hidden(fields, known);
        return known.stream()
                .filter(one -> one.kind() == Kind.UNPUBLISHED || !hidden.contains(one.event().stream()))
                .map(one -> told(one, fields, hidden))
                .toList();
    }

    private static ArticleNews told(News news, Map<Address, Map<String, String>> fields, Set<String> hidden) {
        Found event = news.event();
        String slug = hidden.contains(event.stream())
                ? null
                : fields.getOrDefault(news.slug(), Map.of()).get("slug");
        return new ArticleNews(
                event.place(),
                news.kind(),
                id(event.stream()),
                author(event.stream(), fields).orElseThrow(),
                slug == null ? null : new Slug(slug),
                version(news, fields),
                event.event().at());
    }

    private static ArticleId id(String stream) {
        return new ArticleId(Long.parseLong(stream.substring(stream.indexOf('-') + 1)));
    }

    private static @Nullable Long version(News news, Map<Address, Map<String, String>> fields) {
        if (news.kind() == Kind.UNPUBLISHED) {
            return null;
        }
        return news.pin()
                .map(pin -> fields.getOrDefault(pin, Map.of()).get("version"))
                .map(Long::valueOf)
                .orElse(news.now().version());
    }

    /** Streams of removed articles and of erased authors. */
    private Set<String> hidden(Map<Address, Map<String, String>> fields, Collection<News> news) {
        Set<String> streams = new HashSet<>();
        news.forEach(one -> streams.add(one.event().stream()));
        Set<String> hidden = index.having(ArticleRemoved.class, streams);
        Map<UserId, Boolean> erased = new HashMap<>();
        for (String stream : streams) {
            if (erased.computeIfAbsent(author(stream, fields).orElseThrow(), this::isErased)) {
                hidden.add(stream);
            }
        }
        return hidden;
    }

    private static Optional<UserId> author(String stream, Map<Address, Map<String, String>> fields) {
        return Optional.ofNullable(
                        fields.getOrDefault(new Address(stream, 0), Map.of()).get("authorId"))
                .map(id -> new UserId(Long.parseLong(id)));
    }

    private boolean isErased(UserId author) {
        return keys.find(author.toString()).isEmpty();
    }

    @Override
    public void onCommit(Runnable listener) {
        commits.onCommit(listener);
    }
}
