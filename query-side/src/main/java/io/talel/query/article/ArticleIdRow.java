package io.talel.query.article;

import io.talel.kernel.article.ArticleId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The id of an article of the active generation, hidden ones included, with the columns that queries select it by. */
@Entity
@Immutable
@Table(schema = "read_model", name = "own_article")
class ArticleIdRow {

    @Id
    private long id;

    @SuppressWarnings("UnusedVariable") // named in queries
    private long authorId;

    @SuppressWarnings("UnusedVariable") // named in queries
    private String status = "";

    ArticleId articleId() {
        return new ArticleId(id);
    }
}
