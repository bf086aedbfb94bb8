package io.talel.gateway.feed.sitemap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SitemapFilesTest {

    @Property
    void together_the_files_have_the_home_page_and_every_article_once(
            @ForAll @IntRange(max = 500) int articles, @ForAll @IntRange(min = 2, max = 60) int most) {
        SitemapFiles files = new SitemapFiles(articles, most);
        List<Long> listed = new ArrayList<>();
        for (long number = 1; number <= files.count(); number++) {
            SitemapFiles.Part part = files.part(number);
            assertThat(part.home()).isEqualTo(number == 1);
            assertThat(part.limit() + (part.home() ? 1 : 0)).isEqualTo(most);
            LongStream.range(part.offset(), Math.min(articles, part.offset() + part.limit()))
                    .forEach(listed::add);
        }
        assertThat(listed).isEqualTo(LongStream.range(0, articles).boxed().toList());
    }

    @Example
    void there_is_an_index_beyond_50_000_addresses() {
        assertThat(new SitemapFiles(0, SitemapFiles.MOST).count()).isEqualTo(1);
        assertThat(new SitemapFiles(49_999, SitemapFiles.MOST).count()).isEqualTo(1);
        assertThat(new SitemapFiles(50_000, SitemapFiles.MOST).count()).isEqualTo(2);
        assertThat(new SitemapFiles(100_000, SitemapFiles.MOST).count()).isEqualTo(3);
    }
}
