package io.talel.command.claims;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import javax.sql.DataSource;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of claimed slugs. */
final class StoredSlugClaims implements SlugClaims {

    private final JdbcClient jdbc;
    private final LockFactory locks;

    /** @param locks where commands of this node queue before they take a connection */
    StoredSlugClaims(DataSource dataSource, LockFactory locks) {
        this.jdbc = JdbcClient.create(dataSource);
        this.locks = locks;
    }

    @Override
    public Slug free(Slug wanted) {
        String stem = NumberedSlug.stem(wanted);
        Lock turn = locks.obtainLock("slug " + stem);
        CurrentUnitOfWork.get().onCleanup(_ -> turn.release());
        int number = jdbc.sql("SELECT claims.free_slug_number(?, ?)")
                .params(stem, wanted.value())
                .query(Integer.class)
                .single();
        return wanted.numbered(number);
    }

    /** @return whether it was free */
    boolean claim(Slug slug, NumberedSlug numbered, ArticleId owner) {
        return jdbc.sql("""
                        INSERT INTO claims.claimed_slug (slug, article_id, base, number) VALUES (?, ?, ?, ?)
                        ON CONFLICT ON CONSTRAINT claimed_slug_is_unique DO NOTHING""")
                        .params(slug.value(), owner.value(), numbered.base().value(), numbered.number())
                        .update()
                == 1;
    }
}
