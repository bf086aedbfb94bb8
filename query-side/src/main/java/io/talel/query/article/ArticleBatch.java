package io.talel.query.article;

import static java.util.Objects.requireNonNullElse;

import io.talel.kernel.StreamVersion;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.content.Title;
import io.talel.kernel.user.UserId;
import io.talel.query.projection.RowBatch;
import io.talel.query.projection.RowVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The articles that one transaction writes: whole rows of new articles, changed columns of the others. A removed row is blanked:
 * its version and author stay, and both times are that of the removal. An article that is begun and removed in the same
 * transaction is written first, then blanked.
 */
final class ArticleBatch implements RowBatch {

    /** A pin of null is none: no event has pinned a version. */
    record Begun(
            ArticleId id,
            long version,
            UserId authorId,
            Slug slug,
            Title title,
            RevisedColumns text,
            boolean published,
            boolean trashed,
            @Nullable PinnedVersion pin,
            Instant createdAt,
            Instant updatedAt) {

        Begun with(Changed change) {
            return new Begun(
                    id,
                    change.version,
                    authorId,
                    requireNonNullElse(change.slug, slug),
                    requireNonNullElse(change.title, title),
                    requireNonNullElse(change.text, text),
                    requireNonNullElse(change.published, published),
                    requireNonNullElse(change.trashed, trashed),
                    change.pin == null ? pin : change.pin,
                    requireNonNullElse(change.createdAt, createdAt),
                    change.updatedAt);
        }
    }

    /** A null column stays as it is. */
    record Changed(
            ArticleId id,
            long version,
            @Nullable Slug slug,
            @Nullable Title title,
            @Nullable RevisedColumns text,
            @Nullable Boolean published,
            @Nullable Boolean trashed,
            @Nullable PinnedVersion pin,
            @Nullable Instant createdAt,
            Instant updatedAt) {

        static Changed slug(ArticleId id, long version, Slug slug, Instant at) {
            return new Changed(id, version, slug, null, null, null, null, null, null, at);
        }

        static Changed title(ArticleId id, long version, Title title, RevisedColumns text, Instant at) {
            return new Changed(id, version, null, title, text, null, null, null, null, at);
        }

        static Changed text(ArticleId id, long version, RevisedColumns text, Instant at) {
            return new Changed(id, version, null, null, text, null, null, null, null, at);
        }

        /** The first publication counts as the creation. */
        static Changed firstPublished(ArticleId id, long version, Instant at) {
            return new Changed(id, version, null, null, null, true, null, null, at, at);
        }

        static Changed published(ArticleId id, long version, boolean published, Instant at) {
            return new Changed(id, version, null, null, null, published, null, null, null, at);
        }

        static Changed trashed(ArticleId id, long version, boolean trashed, Instant at) {
            return new Changed(id, version, null, null, null, null, trashed, null, null, at);
        }

        static Changed pinned(ArticleId id, long version, PinnedVersion pin, Instant at) {
            return new Changed(id, version, null, null, null, null, null, pin, null, at);
        }

        static Changed nothingShown(ArticleId id, long version, Instant at) {
            return new Changed(id, version, null, null, null, null, null, null, null, at);
        }

        Changed then(Changed later) {
            return new Changed(
                    id,
                    later.version,
                    later.slug == null ? slug : later.slug,
                    later.title == null ? title : later.title,
                    later.text == null ? text : later.text,
                    later.published == null ? published : later.published,
                    later.trashed == null ? trashed : later.trashed,
                    later.pin == null ? pin : later.pin,
                    later.createdAt == null ? createdAt : later.createdAt,
                    later.updatedAt);
        }
    }

    record Pinned(ArticleId id, long version, PinnedVersion pin) {}

    record Removed(ArticleId id, long version, Instant updatedAt) {}

    /** Characters from which on a batch is written; one more article may exceed it. */
    static final long FULL_LENGTH = 4L * 1024 * 1024;

    private final Map<ArticleId, Begun> begun = new LinkedHashMap<>();
    private final Map<ArticleId, Changed> changed = new LinkedHashMap<>();
    private final Map<ArticleId, Removed> removed = new LinkedHashMap<>();

    private long length;

    void begin(Begun article) {
        length += article.text.length();
        begun.put(article.id, article);
    }

    void change(Changed change) {
        length += change.text == null ? 0 : change.text.length();
        length += change.pin == null ? 0 : change.pin.length();
        if (begun.computeIfPresent(change.id, (_, article) -> article.with(change)) == null) {
            changed.merge(change.id, change, Changed::then);
        }
    }

    void remove(Removed article) {
        changed.remove(article.id);
        removed.put(article.id, article);
    }

    @Override
    public void writeTo(Connection connection, String schema) throws SQLException {
        ArticleWrites.UPSERT.execute(connection, schema, List.copyOf(begun.values()));
        ArticleWrites.UPDATE.execute(connection, schema, List.copyOf(changed.values()));
        ArticleWrites.PIN.execute(connection, schema, pinned());
        ArticleWrites.REMOVE.execute(connection, schema, List.copyOf(removed.values()));
    }

    @Override
    public boolean writeAndCommit(Connection connection, String schema) throws SQLException {
        return changed.isEmpty()
                && removed.isEmpty()
                && pinned().isEmpty()
                && ArticleWrites.UPSERT.executeAndCommit(connection, schema, begun.values());
    }

    private List<Pinned> pinned() {
        List<Pinned> pinned = new ArrayList<>();
        begun.forEach((id, row) -> addPinned(pinned, id, row.version, row.pin));
        changed.forEach((id, row) -> addPinned(pinned, id, row.version, row.pin));
        return pinned;
    }

    private static void addPinned(List<Pinned> pinned, ArticleId id, long version, @Nullable PinnedVersion pin) {
        if (pin != null) {
            pinned.add(new Pinned(id, version, pin));
        }
    }

    @Override
    public boolean isFull() {
        return length >= FULL_LENGTH;
    }

    @Override
    public List<RowVersion> reached() {
        return Stream.of(
                        begun.values().stream().map(row -> reached(row.id, row.version, row.updatedAt)),
                        changed.values().stream().map(row -> reached(row.id, row.version, row.updatedAt)),
                        removed.values().stream().map(row -> reached(row.id, row.version, row.updatedAt)))
                .flatMap(rows -> rows)
                .toList();
    }

    private static RowVersion reached(ArticleId id, long version, Instant at) {
        return new RowVersion(new StreamVersion(id.toString(), version), at);
    }
}
