package io.talel.markdown.html;

import io.talel.markdown.text.Budget;
import io.talel.markdown.text.Chars;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a source into tags, character references, comments and the text between, and hands them on in their order. */
abstract class HtmlScanner {

    private static final Pattern END_TAG = Pattern.compile("</\\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\\s*>");
    private static final Pattern END_TAG_NAME = Pattern.compile("[a-zA-Z][^\\t\\n\\r\\f />\\x00]*");

    /** Stands for a piece that does not end in the rest of the source. */
    private static final int UNFINISHED = -1;

    /** Stands for a place after which everything is text. */
    private static final int TEXT_ONLY = -2;

    private final String source;
    private final Budget budget;

    /** Name of the element whose content is raw text up to its end tag; empty outside of one. */
    private String rawText = "";

    /** Whether something unfinished or malformed came before. */
    private boolean resumed;

    /** Where the piece that is being handed on starts. */
    private int position;

    HtmlScanner(String source, Budget budget) {
        this.source = source;
        this.budget = budget;
    }

    abstract void text(String text);

    abstract void startTag(StartTag tag);

    abstract void selfClosingTag(StartTag tag);

    abstract void endTag(String name, String piece);

    /** Takes a piece that holds nothing: a comment, a declaration, a character reference. */
    abstract void emptyTag(String piece, boolean block);

    /** Tells whether a declaration or a processing instruction may start here, or is just text. */
    abstract boolean declarationsAllowed();

    /** Tells whether at most three blanks come before the piece on its line. */
    final boolean atLineStart() {
        for (int i = position - 1; i >= position - 4; i--) {
            if (i < 0 || source.charAt(i) == '\n') {
                return true;
            }
            if (!Chars.isSpace(source.charAt(i))) {
                return false;
            }
        }
        return false;
    }

    /** Tells whether a blank line follows the piece, given its source. */
    final boolean isBlankLineAfter(String piece) {
        int lineEnd = Chars.skip(source, position + piece.length(), ' ');
        return Chars.charAt(source, lineEnd, '\n') && Chars.charAt(source, Chars.skip(source, lineEnd + 1, ' '), '\n');
    }

    /** Takes back that what follows a start tag is raw text up to its end tag. */
    final void noRawText() {
        rawText = "";
    }

    final void scan() {
        int at = 0;
        while (at >= 0 && at < source.length()) {
            int next = nextMarkup(at);
            if (next > at) {
                text(source.substring(at, next));
            }
            position = next;
            if (next == source.length()) {
                return;
            }
            int end = source.charAt(next) == '<' ? markup(next) : reference(next);
            if (end == UNFINISHED) {
                end = unfinished(next);
            }
            if (end == TEXT_ONLY) {
                text(source.substring(next));
            }
            at = end;
        }
    }

    private int nextMarkup(int from) {
        int at = from;
        if (!rawText.isEmpty()) {
            Matcher end = Pattern.compile("</\\s*" + rawText + "\\s*>", Pattern.CASE_INSENSITIVE)
                    .matcher(source);
            return end.find(from) ? end.start() : source.length();
        }
        while (at < source.length() && source.charAt(at) != '<' && source.charAt(at) != '&') {
            at++;
        }
        return at;
    }

    /** Passes what looked like markup on as text, up to the next end of a tag. */
    private int unfinished(int start) {
        resumed = true;
        int end = source.indexOf('>', start + 1);
        if (end < 0) {
            int next = source.indexOf('<', start + 1);
            end = next < 0 ? start : next - 1;
            budget.charge(source.length() - start);
        }
        text(source.substring(start, end + 1));
        return end + 1;
    }

    private int reference(int start) {
        if (source.startsWith("&#", start)) {
            return numericReference(start);
        }
        int end = start + 1;
        while (end < source.length()
                && (Chars.isAsciiAlphanumeric(source.charAt(end)) || "-.".indexOf(source.charAt(end)) >= 0)) {
            end++;
        }
        if (end > start + 1 && Chars.isAsciiLetter(source.charAt(start + 1)) && Chars.charAt(source, end, ';')) {
            emptyTag(source.substring(start, end + 1), false);
            return end + 1;
        }
        if (start + 1 == source.length()) {
            return TEXT_ONLY;
        }
        text("&");
        return start + 1;
    }

    /** A second {@code &#} without a number ends the search for HTML: a defect that is kept. */
    private int numericReference(int start) {
        boolean hex = Chars.charAt(source, start + 2, 'x') || Chars.charAt(source, start + 2, 'X');
        int digits = start + (hex ? 3 : 2);
        int end = digits;
        while (end < source.length()
                && (hex ? Chars.isHexDigit(source.charAt(end)) : Chars.isAsciiDigit(source.charAt(end)))) {
            end++;
        }
        boolean terminated = end < source.length() && !Chars.isHexDigit(source.charAt(end));
        if (end > digits && terminated) {
            emptyTag(source.substring(start, end) + ";", false);
            return Chars.charAt(source, end, ';') ? end + 1 : end;
        }
        if (resumed || source.indexOf(';', start) < 0) {
            return TEXT_ONLY;
        }
        resumed = true;
        text("&#");
        return start + 2;
    }

    private int markup(int start) {
        char next = start + 1 < source.length() ? source.charAt(start + 1) : 0;
        if (Chars.isAsciiLetter(next)) {
            return startTag(start);
        }
        return switch (next) {
            case '/' -> endTag(start);
            case '?', '!' -> declaration(start);
            case 0 -> TEXT_ONLY;
            default -> {
                text("<");
                yield start + 1;
            }
        };
    }

    private int startTag(int start) {
        StartTag.Reading reading = StartTag.read(source, start, budget);
        StartTag tag = reading.tag();
        if (tag == null) {
            if (reading.end() >= 0) {
                text(source.substring(start, reading.end()));
            }
        } else if (tag.selfClosing()) {
            selfClosingTag(tag);
        } else {
            rawText = tag.isRawText() ? tag.name() : "";
            startTag(tag);
        }
        return reading.end();
    }

    private int endTag(int start) {
        int close = source.indexOf('>', start);
        if (close < 0) {
            return UNFINISHED;
        }
        String piece = source.substring(start, close + 1);
        Matcher plain = END_TAG.matcher(piece);
        if (plain.matches()) {
            noRawText();
            endTag(plain.group(1).toLowerCase(Locale.ROOT), piece);
        } else if (!rawText.isEmpty()) {
            text(piece);
        } else {
            Matcher name = END_TAG_NAME.matcher(piece).region(2, piece.length());
            if (name.lookingAt()) {
                endTag(name.group().toLowerCase(Locale.ROOT), piece);
            } else if (!piece.equals("</>")) {
                emptyTag(piece, false);
            }
        }
        return close + 1;
    }

    private int declaration(int start) {
        if (!Declaration.isComment(source, start) && !declarationsAllowed()) {
            text(source.substring(start, start + 2));
            return start + 2;
        }
        Declaration declaration = Declaration.read(source, start, budget);
        if (declaration == null) {
            return UNFINISHED;
        }
        if (declaration.kind() == Declaration.Kind.TEXT) {
            text(declaration.piece());
        } else {
            emptyTag(declaration.piece(), declaration.kind() == Declaration.Kind.BLOCK);
        }
        return declaration.end();
    }
}
