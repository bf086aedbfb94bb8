package io.talel.query.article;

import io.talel.kernel.article.ArticleId;
import io.talel.kernel.article.ArticleWeight;

/** How large an article is, as the database says it. */
record ArticleWeightRow(long id, int bytes) {

    ArticleWeight weight() {
        return new ArticleWeight(new ArticleId(id), bytes);
    }
}
