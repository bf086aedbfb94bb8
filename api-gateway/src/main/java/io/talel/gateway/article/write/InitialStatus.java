package io.talel.gateway.article.write;

import io.talel.kernel.InvalidValue;
import io.talel.kernel.article.ArticleStatus;

/** What a new article begins as: {@code draft} or {@code published}. */
record InitialStatus(String value) {

    InitialStatus {
        if (!isDraft(value) && !value.equals(ArticleStatus.PUBLISHED.label())) {
            throw new InvalidValue("status", "must be draft or published");
        }
    }

    boolean isDraft() {
        return isDraft(value);
    }

    private static boolean isDraft(String value) {
        return value.equals(ArticleStatus.DRAFT.label());
    }
}
