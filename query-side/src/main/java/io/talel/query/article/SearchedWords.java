package io.talel.query.article;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was typed to search, for PostgreSQL's {@code websearch_to_tsquery}. */
final class SearchedWords {

    /** A phrase, which may lack its end; or a word, and the minus that excludes it. */
    private static final Pattern PHRASE_OR_WORD = Pattern.compile("\"[^\"]*\"?|(?<minus>-*)(?<word>[^\" ]+)");

    private SearchedWords() {}

    /**
     * Signs and symbols part words here as they do in texts. What they part within a word is a phrase: {@code -read/write}
     * excludes neither word alone, and {@code or} beside a sign is no operator.
     */
    static String of(String typed) {
        StringBuilder blanks = new StringBuilder();
        typed.codePoints().forEach(c -> blanks.appendCodePoint(SearchCharacters.isBlank(c) ? ' ' : c));
        return PHRASE_OR_WORD.matcher(blanks).replaceAll(found -> Matcher.quoteReplacement(parted(found)));
    }

    private static String parted(MatchResult found) {
        String word = found.group("word");
        if (word == null) {
            return SearchCharacters.parted(found.group());
        }
        String parted = SearchCharacters.parted(word);
        return found.group("minus") + (parted.indexOf(' ') < 0 ? parted : '"' + parted + '"');
    }
}
