package io.talel.kernel.article.view;

import io.talel.kernel.TextRule;
import io.talel.kernel.article.content.Tags;
import io.talel.kernel.user.Username;
import java.text.Normalizer;
import java.util.Optional;

/**
 * Which of the public articles are wanted: those for which all that is given holds.
 *
 * @param tag compared without case
 * @param words what a person types to search: words, {@code "phrases"}, {@code or}, {@code -without}
 */
public record ArticleFilter(Optional<String> tag, Optional<Username> author, Optional<String> words) {

    /** Longest search accepted, in characters. */
    public static final int MAX_WORDS_LENGTH = 200;

    public static final ArticleFilter NONE = new ArticleFilter(Optional.empty(), Optional.empty(), Optional.empty());

    private static final TextRule TAG = new TextRule("tag", Tags.MAX_LENGTH);
    private static final TextRule WORDS = new TextRule("q", MAX_WORDS_LENGTH);

    public ArticleFilter {
        tag = tag.map(text -> normalised(TAG.checkNotBlank(text)));
        words = words.map(text -> normalised(WORDS.check(text)));
    }

    private static String normalised(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    }
}
