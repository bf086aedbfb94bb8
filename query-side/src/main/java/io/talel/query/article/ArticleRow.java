package io.talel.query.article;

import io.talel.kernel.article.ArticleId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** An article of the active generation, with the columns that lists of a user's articles need. */
@Entity
@Immutable
@Table(schema = "read_model", name = "article")
class ArticleRow {

    @Id
    private long id;

    @SuppressWarnings("UnusedVariable") // named in queries
    private long authorId;

    ArticleId articleId() {
        return new ArticleId(id);
    }
}
