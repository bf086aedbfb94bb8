package io.talel.command.claims;

import io.talel.kernel.article.ArticleEvent.ArticlePublished;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of claimed slugs. */
final class StoredSlugClaims implements SlugClaims {

    private static final Pattern NUMBERS = Pattern.compile("(-[0-9]+)+$");

    private static final String CLAIM = """
            INSERT INTO claims.claimed_slug (slug, article_id, base, number) VALUES (?, ?, ?, ?)
            ON CONFLICT ON CONSTRAINT claimed_slug_is_unique DO NOTHING""";

    private final JdbcOperations batches;
    private final JdbcClient jdbc;
    private final LockFactory locks;

    /** @param locks where commands of this node queue before they take a connection */
    StoredSlugClaims(DataSource dataSource, LockFactory locks) {
        this.batches = new JdbcTemplate(dataSource);
        this.jdbc = JdbcClient.create(batches);
        this.locks = locks;
    }

    @Override
    public int freeNumber(Slug wanted) {
        String stem = stem(wanted);
        Lock turn = locks.obtainLock("slug " + stem);
        CurrentUnitOfWork.get().onCleanup(_ -> turn.release());
        return jdbc.sql("SELECT claims.free_slug_number(?, ?)")
                .params(stem, wanted.value())
                .query(Integer.class)
                .single();
    }

    /** What all slugs have in common that could become the same by a number. */
    static String stem(Slug slug) {
        return NUMBERS.matcher(slug.value()).replaceFirst("");
    }

    /** @return whether it was free */
    boolean claim(Slug slug, int number, ArticleId owner) {
        return jdbc.sql(CLAIM)
                        .params(
                                slug.value(),
                                owner.value(),
                                slug.withoutNumber(number).value(),
                                number)
                        .update()
                == 1;
    }

    /** Claims many at once; those that are taken stay with their owners, and nobody is told which. */
    void claimAll(List<ArticlePublished> articles) {
        batches.batchUpdate(CLAIM, articles, articles.size(), (statement, article) -> {
            statement.setString(1, article.slug().value());
            statement.setLong(2, article.articleId().value());
            statement.setString(
                    3, article.slug().withoutNumber(article.slugNumber()).value());
            statement.setInt(4, article.slugNumber());
        });
    }

    long count() {
        return jdbc.sql("SELECT count(*) FROM claims.claimed_slug")
                .query(Long.class)
                .single();
    }
}
