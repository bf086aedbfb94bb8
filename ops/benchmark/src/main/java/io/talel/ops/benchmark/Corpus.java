package io.talel.ops.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Articles of about 2 KB of Markdown, no two alike: sentences of real prose, each used once an article, because text
 * that repeats itself vanishes in compression and costs a renderer nothing.
 */
final class Corpus {

    private static final List<String> SENTENCES = sentences();
    private static final Pattern NOT_IN_A_HEADING = Pattern.compile("[^\\p{L} -]");

    private Corpus() {}

    /** @param number every number has its own article, the same in every run */
    static Article article(long number) {
        Random random = new Random(number);
        List<String> shuffled = new ArrayList<>(SENTENCES);
        Collections.shuffle(shuffled, random);
        Iterator<String> next = shuffled.iterator();
        String title = words(next.next(), 6) + " " + number;
        StringBuilder body = new StringBuilder(2_400);
        body.append(paragraph(next, 4))
                .append("## ")
                .append(words(next.next(), 4))
                .append("\n\n");
        body.append(paragraph(next, 3)).append("> ").append(next.next()).append("\n\n");
        body.append("### ").append(words(next.next(), 3)).append("\n\n");
        body.append(emphasised(next.next()))
                .append(' ')
                .append(linked(next.next(), number))
                .append("\n\n");
        for (int item = 0; item < 3; item++) {
            body.append("- ").append(next.next()).append('\n');
        }
        body.append('\n').append(paragraph(next, 3));
        body.append("```sql\nselect title, slug\nfrom article\nwhere author = ").append(random.nextInt(100_000));
        body.append("\norder by published_at desc\nlimit ")
                .append(10 + random.nextInt(90))
                .append(";\n```\n\n");
        body.append("## ").append(words(next.next(), 5)).append("\n\n").append(table(random));
        body.append("![A view](/v1/users/ada/images/view_")
                .append(random.nextInt(100_000))
                .append(".jpg)\n\n");
        body.append(paragraph(next, 3));
        return new Article(title, body.toString(), next.next());
    }

    private static String paragraph(Iterator<String> next, int sentences) {
        StringBuilder paragraph = new StringBuilder();
        for (int i = 0; i < sentences; i++) {
            paragraph.append(next.next()).append(i == sentences - 1 ? "\n\n" : " ");
        }
        return paragraph.toString();
    }

    private static String emphasised(String sentence) {
        int blank = sentence.indexOf(' ', sentence.length() / 3);
        return "**" + sentence.substring(0, blank) + "** " + sentence.substring(blank + 1);
    }

    private static String linked(String sentence, long number) {
        int blank = sentence.indexOf(' ', sentence.length() / 2);
        String target = "(https://www.talel.io/articles/a-note-" + Long.toString(number, 36) + ")";
        return sentence.substring(0, blank + 1) + "[" + sentence.substring(blank + 1) + "]" + target;
    }

    private static String table(Random random) {
        StringBuilder table = new StringBuilder("| month | pages | share |\n|---|--:|:-:|\n");
        for (String month : List.of("March", "June", "October")) {
            table.append(String.format(
                    Locale.ROOT, "| %s | %d | %.1f %% |%n", month, random.nextInt(400), 100 * random.nextDouble()));
        }
        return table.append('\n').toString();
    }

    private static String words(String sentence, int count) {
        String[] words = NOT_IN_A_HEADING.matcher(sentence).replaceAll("").split(" ", count + 1);
        return String.join(" ", List.of(words).subList(0, Math.min(count, words.length)));
    }

    private static List<String> sentences() {
        try (InputStream text = Corpus.class.getResourceAsStream("sentences.txt")) {
            if (text == null) {
                throw new IllegalStateException("sentences.txt is missing beside " + Corpus.class);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
