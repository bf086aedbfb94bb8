package io.talel.ops.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Articles of about 2 KB of Markdown, no two alike: sentences of real prose, each used once an article, because text
 * that repeats itself vanishes in compression and costs a renderer nothing.
 */
final class Corpus {

    /** S stands for a sentence, H for a heading, N for a number. */
    private static final String BODY = """
            $S $S $S $S

            ## $H

            $S $S $S

            > $S

            ### $H

            **$H** $S [$S](https://www.talel.io/articles/a-note-$N)

            - $S
            - $S
            - $S

            $S $S $S

            ```sql
            select title, slug
            from article
            where author = $N
            order by published_at desc
            limit 20;
            ```

            ## $H

            | month | pages | share |
            |---|--:|:-:|
            | March | $N | $N % |
            | June | $N | $N % |
            | October | $N | $N % |

            ![A view](/v1/users/ada/images/view_$N.jpg)

            $S $S $S
            """;

    private static final Pattern MARK = Pattern.compile("\\$[SHN]");
    private static final Pattern NOT_IN_A_HEADING = Pattern.compile("[^\\p{L} -]");
    private static final List<String> SENTENCES = sentences();

    private Corpus() {}

    /** @param number every number has its own article, the same in every run */
    static Article article(long number) {
        Random random = new Random(number);
        List<String> shuffled = new ArrayList<>(SENTENCES);
        Collections.shuffle(shuffled, random);
        Iterator<String> next = shuffled.iterator();
        String body = MARK.matcher(BODY).replaceAll(mark -> switch (mark.group()) {
            case "$S" -> next.next();
            case "$H" -> heading(next.next());
            default -> Integer.toString(random.nextInt(100_000));
        });
        return new Article(heading(next.next()) + " " + number, body, next.next());
    }

    private static String heading(String sentence) {
        List<String> words =
                List.of(NOT_IN_A_HEADING.matcher(sentence).replaceAll("").split(" "));
        return String.join(" ", words.subList(0, Math.min(5, words.size())));
    }

    private static List<String> sentences() {
        try (InputStream text = Objects.requireNonNull(Corpus.class.getResourceAsStream("sentences.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
