package io.talel.command.eventlog.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.talel.command.eventlog.serialization.Contracts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeadingFieldsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ArticlePublished.1",
                "ArticlePublished.2",
                "ArticlePublished.3",
                "ArticleDrafted.1",
                "ArticleDrafted.2"
            })
    void every_article_begins_with_its_author_and_its_slug(String revision) throws IOException {
        assertThat(LeadingFields.of(Files.readAllBytes(Contracts.SAMPLES.resolve(revision + ".json"))))
                .containsEntry("articleId", "42")
                .containsEntry("authorId", "7")
                .containsEntry("slug", "hello-world-3");
    }

    @Test
    void a_pinned_version_comes_before_its_texts() throws IOException {
        assertThat(LeadingFields.of(Files.readAllBytes(Contracts.SAMPLES.resolve("VersionPinned.1.json"))))
                .containsEntry("version", "1");
    }

    @Test
    void the_longest_slug_is_within_the_bytes_that_are_read() {
        String slug = "𝒳".repeat(255) + "-999999999";
        byte[] payload = "{\"articleId\":%1$d,\"authorId\":%1$d,\"slug\":\"%2$s\",\"title\":\"%2$s\",\"body\":\"%2$s\"}"
                .formatted(Long.MAX_VALUE, slug)
                .getBytes(StandardCharsets.UTF_8);

        assertThat(LeadingFields.of(Arrays.copyOf(payload, LeadingFields.BYTES)))
                .containsEntry("slug", slug);
    }

    @Test
    void what_is_cut_off_is_missing() {
        byte[] payload = "{\"articleId\":42,\"authorId\":7123,\"slug\":\"hello\"}".getBytes(StandardCharsets.UTF_8);

        for (int length = 0; length < payload.length; length++) {
            assertThat(LeadingFields.of(Arrays.copyOf(payload, length)).entrySet())
                    .isSubsetOf(LeadingFields.of(payload).entrySet());
        }
    }
}
