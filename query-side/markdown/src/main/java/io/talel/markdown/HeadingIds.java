package io.talel.markdown;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The ids of headings: ASCII letters and digits of the title, numbered where a title comes up again. */
final class HeadingIds {

    private static final int LONGEST_NUMBER = 18;

    /** They leave nothing in an id, and to decompose a title takes quadratic time for marks in a row. */
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private final Set<String> used = new HashSet<>();
    private final Map<String, String> last = new HashMap<>();
    private final Budget budget;

    HeadingIds(Budget budget) {
        this.budget = budget;
    }

    void use(String id) {
        used.add(id);
    }

    /** Returns a new id for a title, which is plain text. */
    String idFor(String title) {
        String slug = slug(title);
        String id = last.getOrDefault(slug, slug);
        while (id.isEmpty() || used.contains(id)) {
            budget.charge(1L + id.length());
            id = next(id);
        }
        used.add(id);
        last.put(slug, id);
        return id;
    }

    private static String slug(String title) {
        String decomposed = Normalizer.normalize(MARKS.matcher(title).replaceAll(""), Normalizer.Form.NFKD);
        StringBuilder kept = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (c < 0x80 && (Chars.isWord(c) || Chars.isSpace(c) || c == '-')) {
                kept.append(c);
            }
        }
        StringBuilder slug = new StringBuilder(kept.length());
        String words = Chars.strip(kept.toString()).toLowerCase(Locale.ROOT);
        boolean separated = false;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            boolean separator = c == '-' || Chars.isSpace(c);
            if (!separator || !separated) {
                slug.append(separator ? '-' : c);
            }
            separated = separator;
        }
        return slug.toString();
    }

    /** Counts the number at the end up, or starts one. */
    private static String next(String id) {
        int digits = id.length();
        while (digits > 0 && Chars.isAsciiDigit(id.charAt(digits - 1))) {
            digits--;
        }
        int length = id.length() - digits;
        boolean numbered = length > 0 && length <= LONGEST_NUMBER && Chars.charAt(id, digits - 1, '_');
        return numbered ? id.substring(0, digits) + (Long.parseLong(id, digits, id.length(), 10) + 1) : id + "_1";
    }
}
