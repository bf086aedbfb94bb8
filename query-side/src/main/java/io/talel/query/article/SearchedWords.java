package io.talel.query.article;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was typed to search, for PostgreSQL's {@code websearch_to_tsquery}. */
final class SearchedWords {

    private static final Pattern QUOTED = Pattern.compile("[“„]([^“”„\"]*)[”“]|«([^«»\"]*)»|»([^«»\"]*)«");

    /**
     * A phrase, which may lack its end, or a word, and the signs before it: PostgreSQL ends words at all of them but the minus,
     * which excludes.
     */
    private static final Pattern PHRASE_OR_WORD =
            Pattern.compile("(?<before>[-!&|()]*)(?:\"(?<phrase>[^\"]*)\"?|(?<word>[^\" !&|()]+))");

    private SearchedWords() {}

    /**
     * Signs and symbols part words as they do in texts. What they part within a word is a phrase: {@code -read/write} excludes
     * neither word alone, and {@code or} beside a sign is no operator. A minus that stands alone is none, either.
     */
    static String of(String typed) {
        StringBuilder visible = new StringBuilder();
        typed.codePoints()
                .filter(c -> !SearchCharacters.isUnseen(c))
                .forEach(c -> visible.appendCodePoint(SearchCharacters.isBlank(c) || c == '\u200B' ? ' ' : c));
        String quoted = QUOTED.matcher(visible).replaceAll("\"$1$2$3\"");
        return PHRASE_OR_WORD.matcher(quoted).replaceAll(found -> Matcher.quoteReplacement(parted(found)));
    }

    private static String parted(MatchResult found) {
        String before = found.group("before");
        String word = found.group("word");
        if (word == null) {
            return before(before) + quoted(SearchCharacters.parted(found.group("phrase")));
        }
        if (word.chars().allMatch(c -> c == '-')) {
            return " ";
        }
        String parted = SearchCharacters.parted(word);
        return before(before) + (parted.indexOf(' ') < 0 ? parted : quoted(parted));
    }

    /** Two minus signs exclude nothing. PostgreSQL fails at 33 in a row. */
    private static String before(String signs) {
        boolean excludes = signs.chars().filter(c -> c == '-').count() % 2 == 1;
        return excludes ? " -" : signs.isEmpty() ? "" : " ";
    }

    private static String quoted(String words) {
        return '"' + words + '"';
    }
}
