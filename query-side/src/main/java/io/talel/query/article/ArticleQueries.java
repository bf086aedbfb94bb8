package io.talel.query.article;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.view.ArticleFilter;
import io.talel.kernel.article.view.ArticleList;
import io.talel.kernel.article.view.ArticleOrSize;
import io.talel.kernel.article.view.ArticlePosition;
import io.talel.kernel.article.view.ArticleQuery.CountArticles;
import io.talel.kernel.article.view.ArticleQuery.DigestAddresses;
import io.talel.kernel.article.view.ArticleQuery.DigestFeed;
import io.talel.kernel.article.view.ArticleQuery.FindArticle;
import io.talel.kernel.article.view.ArticleQuery.FindArticleById;
import io.talel.kernel.article.view.ArticleQuery.FindLists;
import io.talel.kernel.article.view.ArticleQuery.FindOwnArticle;
import io.talel.kernel.article.view.ArticleQuery.ListAddresses;
import io.talel.kernel.article.view.ArticleQuery.ListArticles;
import io.talel.kernel.article.view.ArticleQuery.ListArticlesOf;
import io.talel.kernel.article.view.ArticleQuery.ListFeed;
import io.talel.kernel.article.view.ArticleQuery.ListOwnArticles;
import io.talel.kernel.article.view.ArticleQuery.ListPositions;
import io.talel.kernel.article.view.ArticleQuery.ListTags;
import io.talel.kernel.article.view.ArticleQuery.ListUserArticles;
import io.talel.kernel.article.view.ArticleWithNeighbours;
import io.talel.kernel.article.view.FeedArticle;
import io.talel.kernel.article.view.ListDigest;
import io.talel.kernel.article.view.ListedUnder;
import io.talel.kernel.article.view.OwnArticle;
import io.talel.kernel.article.view.OwnArticleEntry;
import io.talel.kernel.article.view.SitemapEntry;
import io.talel.kernel.article.view.TagCount;
import io.talel.kernel.article.view.UserArticlesPage;
import io.talel.kernel.user.UserId;
import io.talel.kernel.user.Username;
import io.talel.query.datasource.ReadModelReader;
import io.talel.query.user.UserReads;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.queryhandling.QueryHandler;

/** Answers questions about articles. */
final class ArticleQueries {

    private static final String NUMBERS = """
            from ArticleIdRow
            where authorId = :author and id > :after and (:hiddenOnly = false or status <> 'published')
            order by id
            """;

    private final ReadModelReader readModel;
    private final Optional<SearchIndexer> indexer;

    /** @param indexer empty on a node without projections, where words are late as long as others leave them */
    ArticleQueries(ReadModelReader readModel, Optional<SearchIndexer> indexer) {
        this.readModel = readModel;
        this.indexer = indexer;
    }

    @QueryHandler
    Optional<ArticleOrSize> find(FindArticle query) {
        int most = query.maxBytes();
        return readModel.first(
                ArticleReads.WITH_SLUG,
                (row, _) -> ArticleReads.found(row, most),
                most,
                query.slug().value());
    }

    @QueryHandler
    Optional<ArticleWithNeighbours> find(FindArticleById query) {
        return readModel.first(
                ArticleReads.WITH_ID,
                (row, _) -> ArticleReads.page(row),
                Integer.MAX_VALUE,
                query.articleId().value());
    }

    @QueryHandler
    Optional<UserArticlesPage> list(ListUserArticles query) {
        if (!UserReads.canBeFound(query.username())) {
            return Optional.empty();
        }
        return readModel.all(
                UserArticlesReads.OF_AUTHOR,
                UserArticlesReads::page,
                UserArticlesReads.MAX_BYTES_TOGETHER,
                query.username().value(),
                createdAt(query.after()),
                query.after().articleId().value(),
                query.limit() + 1,
                query.offset(),
                query.limit());
    }

    @QueryHandler
    ArticleList list(ListArticles query) {
        ArticleFilter filter = query.filter();
        if (findsNobody(filter)) {
            return new ArticleList(List.of(), Optional.empty());
        }
        if (filter.words().isPresent()) {
            indexer.filter(_ -> isIndexBehind()).ifPresent(SearchIndexer::catchUp);
        }
        return readModel.all(
                filter.author().isPresent() ? ArticleListReads.OF_AUTHOR : ArticleListReads.ALL,
                row -> ArticleListReads.list(row, query.limit()),
                page(filter, query.after(), query.limit() + 1));
    }

    @QueryHandler
    List<FeedArticle> list(ListFeed query) {
        ArticleFilter filter = query.filter();
        if (findsNobody(filter)) {
            return List.of();
        }
        return readModel.list(
                filter.author().isPresent() ? FeedReads.OF_AUTHOR : FeedReads.ALL,
                (row, _) -> FeedReads.article(row),
                page(filter, ArticlePosition.BEGINNING, query.limit(), query.maxBytes(), query.maxBytesOfOne()));
    }

    @QueryHandler
    ListDigest digest(DigestFeed query) {
        ArticleFilter filter = query.filter();
        if (findsNobody(filter)) {
            return new ListDigest(0, 0);
        }
        return readModel
                .first(
                        filter.author().isPresent() ? FeedReads.DIGEST_OF_AUTHOR : FeedReads.DIGEST_OF_ALL,
                        (row, _) -> SitemapReads.digest(row),
                        page(filter, ArticlePosition.BEGINNING, query.limit()))
                .orElseThrow();
    }

    private boolean isIndexBehind() {
        return readModel
                .first(SearchIndexer.IS_BEHIND, (row, _) -> row.getBoolean(1))
                .orElseThrow();
    }

    private static boolean findsNobody(ArticleFilter filter) {
        return filter.author().filter(author -> !UserReads.canBeFound(author)).isPresent();
    }

    /** Parameters of a statement that begins with {@link SearchReads#PAGE}. @param others those behind it */
    private static Object[] page(ArticleFilter filter, ArticlePosition after, int most, Object... others) {
        Stream<Object> page = Stream.of(
                filter.words().map(SearchedWords::of).orElse(""),
                filter.tag().orElse(""),
                createdAt(after),
                after.articleId().value(),
                filter.author().map(Username::value).orElse(""),
                most);
        return Stream.concat(page, Stream.of(others)).toArray();
    }

    @QueryHandler
    Optional<ListedUnder> find(FindLists query) {
        return readModel.first(
                FeedReads.LISTS,
                (row, _) -> FeedReads.lists(row),
                query.articleId().value());
    }

    @QueryHandler
    Long count(CountArticles query) {
        return readModel.first(SitemapReads.COUNT, (row, _) -> row.getLong(1)).orElseThrow();
    }

    @QueryHandler
    List<SitemapEntry> list(ListAddresses query) {
        return readModel.list(
                SitemapReads.LIST,
                (row, _) -> SitemapReads.entry(row),
                createdAt(query.after()),
                query.after().articleId().value(),
                query.limit(),
                query.offset());
    }

    @QueryHandler
    ListDigest digest(DigestAddresses query) {
        return readModel
                .first(SitemapReads.DIGEST, (row, _) -> SitemapReads.digest(row), query.limit(), query.offset())
                .orElseThrow();
    }

    @QueryHandler
    List<TagCount> list(ListTags query) {
        return readModel.list(TagReads.LIST, (row, _) -> TagReads.count(row), query.after(), query.limit());
    }

    @QueryHandler
    List<ArticlePosition> list(ListPositions query) {
        Stream<Object> place =
                Stream.of(createdAt(query.below()), query.below().articleId().value(), query.limit());
        return readModel.list(
                query.author().isPresent() ? ArticleReads.POSITIONS : ArticleReads.POSITIONS_OF_ALL,
                (row, _) -> ArticleReads.position(row, ""),
                Stream.concat(query.author().map(UserId::value).stream(), place).toArray());
    }

    @QueryHandler
    Optional<OwnArticle> find(FindOwnArticle query) {
        return readModel.first(
                ArticleReads.OWN,
                (row, _) -> ArticleReads.own(row),
                query.maxBytes(),
                query.articleId().value());
    }

    @QueryHandler
    List<OwnArticleEntry> list(ListOwnArticles query) {
        String status = query.status() == null ? "" : query.status().label();
        return readModel.list(
                OwnArticleListReads.PAGE,
                (row, _) -> OwnArticleListReads.entry(row),
                query.authorId().value(),
                status,
                status,
                query.limit(),
                query.offset());
    }

    @QueryHandler
    List<ArticleId> list(ListArticlesOf query) {
        return readModel.read(entities -> entities
                .createQuery(NUMBERS, ArticleIdRow.class)
                .setParameter("author", query.authorId().value())
                .setParameter("hiddenOnly", query.hiddenOnly())
                .setParameter("after", query.after())
                .setMaxResults(query.limit())
                .getResultList()
                .stream()
                .map(ArticleIdRow::articleId)
                .toList());
    }

    private static OffsetDateTime createdAt(ArticlePosition position) {
        return position.createdAt().atOffset(ZoneOffset.UTC);
    }
}
