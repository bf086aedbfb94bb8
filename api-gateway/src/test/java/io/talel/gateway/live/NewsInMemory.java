package io.talel.gateway.live;

import io.talel.gateway.web.WebSettings;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.news.ArticleNews;
import io.talel.kernel.article.news.ArticleNews.Kind;
import io.talel.kernel.article.news.NewsLog;
import io.talel.kernel.user.UserId;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.json.JsonMapper;

/** A log with news at every third place, and pages of seven of them. */
final class NewsInMemory implements NewsLog {

    static final ServerSentEvents FRAMES = new ServerSentEvents(
            JsonMapper.shared(),
            new WebSettings(List.of(), URI.create("https://api.example.org"), "https://example.org/articles/", true));

    private static final int STEP = 3;
    private static final int PAGE = 7;

    private final List<ArticleNews> all = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private boolean fails;
    private int hidden;

    static ArticleNews news(long place, Kind kind) {
        Long version = kind == Kind.UNPUBLISHED ? null : 5L;
        return new ArticleNews(
                place,
                kind,
                new ArticleId(42),
                new UserId(7),
                new Slug("hello"),
                version,
                Instant.parse("2026-02-03T04:05:06Z"));
    }

    synchronized void append(int count) {
        for (int i = 0; i < count; i++) {
            all.add(news((long) STEP * (all.size() + 1), Kind.REVISED));
        }
        listeners.forEach(Runnable::run);
    }

    /** More news, which a transaction that has not ended keeps from being read. */
    synchronized void appendUnsettled(int count) {
        hidden = count;
    }

    @Override
    public synchronized long end() {
        return (long) STEP * (all.size() + hidden);
    }

    synchronized void fail(boolean failing) {
        fails = failing;
    }

    /** Nobody reads it meanwhile, or learns that it cannot be read. */
    synchronized void whileItHangs(Runnable run) {
        run.run();
    }

    synchronized List<Long> places() {
        return all.stream().map(ArticleNews::place).toList();
    }

    @Override
    public synchronized OptionalLong last() {
        check();
        return OptionalLong.of(all.isEmpty() ? 0 : all.getLast().place());
    }

    @Override
    public synchronized Page after(long place) {
        check();
        List<ArticleNews> later =
                all.stream().filter(news -> news.place() > place).toList();
        List<ArticleNews> page = later.stream().limit(PAGE).toList();
        long last = page.isEmpty() ? place : page.getLast().place();
        return new Page(page, last, last, page.size() == later.size());
    }

    @Override
    public Optional<ArticleNews> of(ArticleId article, long version) {
        throw new AssertionError("Streams read pages");
    }

    private void check() {
        if (fails) {
            throw new IllegalStateException("no database");
        }
    }

    @Override
    public synchronized void onCommit(Runnable listener) {
        listeners.add(listener);
    }
}
