package io.talel.query.article;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** An article of the active generation; queries select by its author. */
@Entity
@Immutable
@Table(schema = "read_model", name = "article")
class ArticleRow extends ArticleColumns {

    @SuppressWarnings("UnusedVariable") // named in queries
    private long authorId;
}
