package io.talel.command.claims;

import io.talel.command.eventlog.commit.CommandTransaction;
import io.talel.kernel.CommandRefused;
import io.talel.kernel.Refusal;
import io.talel.kernel.article.ArticleEvent.SlugChanged;
import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.Slug;
import io.talel.kernel.article.SlugNumber;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of claimed slugs. */
final class StoredSlugClaims implements SlugClaims, ImportedSlugClaims, WantedSlugClaims {

    private static final Pattern NUMBERS = Pattern.compile("(-[0-9]+)+$");

    /** The number is looked for and taken in one statement; where its slug is taken all the same, there is no row. */
    private static final String CLAIM_FREE = """
            INSERT INTO claims.claimed_slug (slug, article_id, base, number)
            SELECT CASE number WHEN 1 THEN :wanted ELSE :wanted || '-' || number END, :owner, :wanted, number
            FROM claims.free_slug_number(:stem, :wanted) AS free (number)
            ON CONFLICT ON CONSTRAINT claimed_slug_is_unique DO NOTHING
            RETURNING number""";

    private static final String CLAIM = """
            INSERT INTO claims.claimed_slug (slug, article_id, base, number) VALUES (?, ?, ?, ?)
            ON CONFLICT ON CONSTRAINT claimed_slug_is_unique DO NOTHING""";

    private static final String OWNER = "SELECT article_id FROM claims.claimed_slug WHERE slug = ?";

    /** The slug that an article began with. */
    record FirstSlug(ArticleId articleId, Slug slug, int number) {}

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
    public int claim(Slug wanted, ArticleId owner) {
        takeTurn(wanted);
        return claimFree(wanted, owner);
    }

    @Override
    public Turn await(Slug wanted, ArticleId owner) {
        takeTurn(wanted);
        return presentNumber -> {
            Optional<ArticleId> known = owner(wanted);
            if (known.isEmpty()) {
                return claimFree(wanted, owner);
            }
            return known.get().equals(owner) ? 1 : presentNumber > 1 ? presentNumber : claimFree(wanted, owner);
        };
    }

    private void takeTurn(Slug wanted) {
        Lock turn = locks.obtainLock("slug " + stem(wanted));
        CurrentUnitOfWork.get().onCleanup(_ -> turn.release());
    }

    private Optional<ArticleId> owner(Slug slug) {
        return jdbc.sql(OWNER).param(slug.value()).query(Long.class).optional().map(ArticleId::new);
    }

    private int claimFree(Slug wanted, ArticleId owner) {
        int number = jdbc.sql(CLAIM_FREE)
                .param("stem", stem(wanted))
                .param("wanted", wanted.value())
                .param("owner", owner.value())
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> new CommandRefused(new Refusal.Conflict(owner.toString())));
        CommandTransaction.current().ifPresent(CommandTransaction::claims);
        return number;
    }

    @Override
    public void claim(Slug slug, int number, ArticleId owner) {
        if (!claimed(slug, number, owner)) {
            throw new CommandRefused(new Refusal.Conflict(owner.toString()));
        }
    }

    private boolean claimed(Slug slug, int number, ArticleId owner) {
        return jdbc.sql(CLAIM)
                        .params(
                                slug.value(),
                                owner.value(),
                                SlugNumber.remove(slug, number).value(),
                                number)
                        .update()
                > 0;
    }

    /** What all slugs have in common that could become the same by a number. */
    static String stem(Slug slug) {
        return NUMBERS.matcher(slug.value()).replaceFirst("");
    }

    /** Claims many at once; taken ones stay with their owners, and the answer does not name them. */
    void claimAll(List<FirstSlug> articles) {
        batches.batchUpdate(CLAIM, articles, articles.size(), (statement, article) -> {
            statement.setString(1, article.slug().value());
            statement.setLong(2, article.articleId().value());
            statement.setString(
                    3, SlugNumber.remove(article.slug(), article.number()).value());
            statement.setInt(4, article.number());
        });
    }

    /** @return slugs claimed; 0 if the article has had this one before. One that is another's stays so, and counts. */
    int claimAgain(SlugChanged changed) {
        ArticleId article = changed.articleId();
        return claimed(changed.slug(), changed.slugNumber(), article)
                        || !owner(changed.slug()).equals(Optional.of(article))
                ? 1
                : 0;
    }

    long count() {
        return jdbc.sql("SELECT count(*) FROM claims.claimed_slug")
                .query(Long.class)
                .single();
    }
}
