package io.talel.query.article;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleWeight;

/** Size of an article according to the database. */
record ArticleWeightRow(long id, int bytes) {

    ArticleWeight weight() {
        return new ArticleWeight(new ArticleId(id), bytes);
    }
}
