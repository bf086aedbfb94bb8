package io.talel.ops.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class CorpusTest {

    @Test
    void articles_are_about_two_kilobytes_long() {
        assertThat(LongStream.range(0, 1_000)
                        .map(number -> Corpus.article(number).body().getBytes(StandardCharsets.UTF_8).length))
                .allMatch(bytes -> bytes > 1_600 && bytes < 2_600);
    }

    @Test
    void no_two_articles_are_alike() {
        assertThat(LongStream.range(0, 1_000).mapToObj(Corpus::article).map(Article::body))
                .doesNotHaveDuplicates();
    }

    @Test
    void an_article_compresses_no_better_than_prose_does() {
        byte[] body = Corpus.article(1).body().getBytes(StandardCharsets.UTF_8);
        Deflater deflater = new Deflater();
        deflater.setInput(body);
        deflater.finish();

        assertThat(deflater.deflate(new byte[body.length])).isGreaterThan(body.length * 2 / 5);
    }
}
