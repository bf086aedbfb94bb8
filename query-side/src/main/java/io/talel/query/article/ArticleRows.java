package io.talel.query.article;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticlePage;
import io.talel.kernel.article.ArticleView;
import io.talel.kernel.article.ArticleWeight;
import io.talel.kernel.article.Slug;
import io.talel.kernel.user.UserId;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** The queries on articles. */
final class ArticleRows {

    /** Size of an article's texts; PostgreSQL knows it without reading them. */
    private static final String BYTES = "octet_length(body) + octet_length(html) + octet_length(tableOfContents)";

    private ArticleRows() {}

    static Optional<ArticlePage> withSlug(EntityManager entities, Slug slug, int maxBytes) {
        return entities
                .createQuery("from ArticlePageRow where slug = :slug and " + BYTES + " <= :most", ArticlePageRow.class)
                .setParameter("slug", slug.value())
                .setParameter("most", maxBytes)
                .getResultList()
                .stream()
                .findFirst()
                .map(ArticlePageRow::page);
    }

    static Optional<ArticleWeight> weight(EntityManager entities, Slug slug) {
        return entities
                .createQuery("select id, " + BYTES + " from ArticleRow where slug = :slug", ArticleWeightRow.class)
                .setParameter("slug", slug.value())
                .getResultList()
                .stream()
                .findFirst()
                .map(ArticleWeightRow::weight);
    }

    static Optional<ArticlePage> withId(EntityManager entities, ArticleId id) {
        return Optional.ofNullable(entities.find(ArticlePageRow.class, id.value()))
                .map(ArticlePageRow::page);
    }

    static long count(EntityManager entities, UserId author) {
        return entities.createQuery("select count(*) from ArticleRow where authorId = :author", Long.class)
                .setParameter("author", author.value())
                .getSingleResult();
    }

    static List<ArticleId> ids(EntityManager entities, UserId author, long after, int limit) {
        return entities
                .createQuery(
                        "select id from ArticleRow where authorId = :author and id > :after order by id", Long.class)
                .setParameter("author", author.value())
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(ArticleId::new)
                .toList();
    }

    static List<ArticleWeight> weights(EntityManager entities, UserId author, int skipped, int limit) {
        return newestFirst("select id, " + BYTES, ArticleWeightRow.class, entities, author, skipped, limit).stream()
                .map(ArticleWeightRow::weight)
                .toList();
    }

    static List<ArticleView> newestFirst(EntityManager entities, UserId author, int skipped, int limit) {
        return newestFirst("select a", ArticleRow.class, entities, author, skipped, limit).stream()
                .map(ArticleRow::article)
                .toList();
    }

    private static <T> List<T> newestFirst(
            String selection, Class<T> type, EntityManager entities, UserId author, int skipped, int limit) {
        return entities.createQuery(
                        selection + " from ArticleRow a where authorId = :author order by createdAt desc, id desc",
                        type)
                .setParameter("author", author.value())
                .setFirstResult(skipped)
                .setMaxResults(limit)
                .getResultList();
    }
}
